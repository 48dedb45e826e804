package dev.pinwheel.etcd.core.watch;

import dev.pinwheel.etcd.CallCancelledException;
import dev.pinwheel.etcd.Outcome;
import dev.pinwheel.etcd.core.call.Calls;
import dev.pinwheel.etcd.core.dispatch.Timer;
import dev.pinwheel.etcd.keys.WatchEvent;
import dev.pinwheel.etcd.keys.WatchOptions;
import dev.pinwheel.etcd.keys.WatchPosition;
import dev.pinwheel.etcd.keys.Watcher;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The watch of somebody who waits for its events; it is one event ahead of its user at the most (W8). */
final class BlockingWatcher implements Watcher, Watch.Sink {
    private final WatchedKey key;
    private final Watch watch;

    // The lock guards what is below, and is not held while anything else is called.
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private @Nullable WatchEvent ready;
    private @Nullable WatchPosition taken; // Behind the last event that was taken;
    private @Nullable WatchPosition passed; // and where the watch still says to be until it goes on behind that.
    private @Nullable Supplier<RuntimeException> end;
    private boolean isClosed;

    BlockingWatcher(OpenWatches watches, WatchedKey key, WatchOptions options) {
        this.key = key;
        this.watch = new Watch(watches, key, options, this);
    }

    /** Begins the watch; with a read as one of the calls, if it is one of the present. */
    void begin(Calls calls) {
        watch.begin(watch.present().map(calls::await));
        watch.demand(1);
    }

    @Override
    public void event(WatchEvent event) {
        change(() -> ready = event);
    }

    @Override
    public void ended(Supplier<RuntimeException> reason) {
        change(() -> end = reason);
    }

    @Override
    public WatchEvent next() {
        // 146 years are as long as it takes.
        return take(Long.MAX_VALUE / 2).orElseThrow();
    }

    @Override
    public Optional<WatchEvent> next(Duration atMost) {
        if (atMost.isNegative()) {
            throw new IllegalArgumentException(
                    "atMost is " + atMost + "; give zero for an event that is there already, or a time to wait");
        }
        return take(Timer.nanos(atMost));
    }

    private Optional<WatchEvent> take(long atMost) {
        if (Thread.currentThread().isInterrupted()) {
            throw interrupted();
        }
        WatchEvent event = await(atMost);
        if (event != null) {
            watch.demand(1);
        }
        return Optional.ofNullable(event);
    }

    private @Nullable WatchEvent await(long atMost) {
        Supplier<RuntimeException> over;
        lock.lock();
        try {
            if (isClosed) {
                throw new IllegalStateException("the watcher of " + key.shown() + " is closed; open another");
            }
            for (long left = atMost; ready == null && end == null && left > 0; ) {
                left = changed.awaitNanos(left);
            }
            if (isClosed) {
                throw cancelled("the watcher was closed");
            }
            if (ready != null || end == null) {
                WatchEvent first = ready;
                if (first != null) {
                    ready = null;
                    taken = first.position();
                    passed = watch.position();
                }
                return first;
            }
            over = end;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw interrupted();
        } finally {
            lock.unlock();
        }
        throw over.get();
    }

    @Override
    public WatchPosition position() {
        lock.lock();
        try {
            WatchPosition now = watch.position();
            return taken != null && now.equals(passed) ? taken : now;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Iterator<WatchEvent> iterator() {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                lock.lock();
                try {
                    return !isClosed;
                } finally {
                    lock.unlock();
                }
            }

            @Override
            public WatchEvent next() {
                return BlockingWatcher.this.next();
            }
        };
    }

    @Override
    public void close() {
        watch.cancel();
        change(() -> {
            isClosed = true;
            end = () -> cancelled("the watcher was closed");
        });
    }

    private void change(Runnable news) {
        lock.lock();
        try {
            news.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private CallCancelledException interrupted() {
        return cancelled("its thread is interrupted");
    }

    private CallCancelledException cancelled(String reason) {
        return new CallCancelledException(
                "waiting for a change of " + key.shown() + " was cancelled, because " + reason, Outcome.NOT_APPLIED);
    }
}
