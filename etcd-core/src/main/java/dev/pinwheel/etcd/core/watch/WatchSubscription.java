package dev.pinwheel.etcd.core.watch;

import dev.pinwheel.etcd.core.call.Calls;
import dev.pinwheel.etcd.keys.WatchEvent;
import dev.pinwheel.etcd.keys.WatchOptions;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The watch of one subscriber, who is told one thing at a time where futures are completed, too. */
final class WatchSubscription implements Flow.Subscription, Watch.Sink {
    private final Watch watch;
    private final Demand demand = new Demand();
    private final Serial signals;
    private final AtomicReference<Flow.@Nullable Subscriber<? super WatchEvent>> subscriber;

    private volatile CompletableFuture<?> present = CompletableFuture.completedFuture("not asked for");

    WatchSubscription(
            OpenWatches watches,
            WatchedKey key,
            WatchOptions options,
            Executor callbacks,
            Flow.Subscriber<? super WatchEvent> subscriber) {
        this.watch = new Watch(watches, key, options, this);
        this.signals = new Serial(task -> {
            try {
                callbacks.execute(task);
            } catch (RejectedExecutionException closed) {
                task.run(); // A subscriber that never hears of the end would be worse than one that hears of it here.
            }
        });
        this.subscriber = new AtomicReference<>(subscriber);
    }

    void begin(Calls calls) {
        tell(to -> to.onSubscribe(this));
        try {
            CompletableFuture<Optional<ReadEnd.Found>> read = watch.present()
                    .map(asked -> calls.start(asked).thenApply(Optional::of))
                    .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
            present = read;
            if (subscriber.get() == null) {
                read.cancel(true);
            }
            var unused = read.whenComplete((found, failure) -> {
                if (failure == null) {
                    beginBehind(found);
                } else {
                    endWith(
                            failure instanceof CompletionException && failure.getCause() != null
                                    ? failure.getCause()
                                    : failure);
                }
            });
        } catch (RuntimeException refused) {
            endWith(refused); // The client is closed; a subscriber is told, whatever has happened.
        }
    }

    private void beginBehind(Optional<ReadEnd.Found> found) {
        if (subscriber.get() != null) {
            watch.begin(found);
        }
        if (subscriber.get() == null) {
            watch.cancel();
        }
    }

    @Override
    public void request(long more) {
        if (more > 0) {
            fetch(demand.more(more));
        } else {
            endWith(new IllegalArgumentException("request(" + more + "); ask for at least one event (§3.9)"));
        }
    }

    @Override
    public void cancel() {
        subscriber.set(null);
        present.cancel(true);
        watch.cancel();
    }

    @Override
    public void event(WatchEvent event) {
        tell(to -> {
            to.onNext(event);
            fetch(demand.dealtWithOne());
        });
    }

    private void fetch(int events) {
        if (events > 0) {
            watch.demand(events);
        }
    }

    @Override
    public void ended(Supplier<RuntimeException> reason) {
        endWith(reason.get());
    }

    private void endWith(Throwable reason) {
        signals.run(() -> {
            Flow.Subscriber<? super WatchEvent> last = subscriber.getAndSet(null);
            present.cancel(true);
            watch.cancel();
            if (last != null) {
                guarded(() -> last.onError(reason));
            }
        });
    }

    private void tell(Consumer<Flow.Subscriber<? super WatchEvent>> signal) {
        signals.run(() -> {
            Flow.Subscriber<? super WatchEvent> told = subscriber.get();
            if (told != null) {
                guarded(() -> signal.accept(told));
            }
        });
    }

    /** A subscriber that throws has cancelled, by the rules of reactive streams (§2.13). */
    private void guarded(Runnable signal) {
        try {
            signal.run();
        } catch (RuntimeException | Error broken) {
            cancel();
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, broken);
        }
    }
}
