package dev.pinwheel.etcd.core.call;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Calls that follow one another as one future: cancelling it aborts whichever is running (TC6).
 *
 * <p>Its steps are one after the other, on whatever thread ends the last.
 */
public final class Sequence<T> {
    private final CompletableFuture<T> result = new CallFuture<>(this::abort);
    private final AtomicReference<CompletableFuture<?>> running =
            new AtomicReference<>(CompletableFuture.completedFuture("nothing yet"));

    private Sequence() {}

    /** Begins with a first step, and ends with {@link #end} or the first failure. */
    public static <T> CompletableFuture<T> of(Consumer<Sequence<T>> firstStep) {
        Sequence<T> sequence = new Sequence<>();
        firstStep.accept(sequence);
        return sequence.result;
    }

    /** Takes one step; its failure ends the sequence. */
    public <A> void step(CompletableFuture<A> step, Consumer<A> then) {
        step(step, then, Optional::of);
    }

    /**
     * Takes one step.
     *
     * @param orElse makes of its failure what ends the sequence; nothing when it has taken another step instead
     */
    public <A> void step(CompletableFuture<A> step, Consumer<A> then, Function<Throwable, Optional<Throwable>> orElse) {
        running.set(step);
        if (result.isDone()) {
            abort(); // It was cancelled between two steps.
        }
        var unused = step.whenComplete((value, failure) -> {
            try {
                if (failure == null) {
                    then.accept(value);
                } else {
                    orElse.apply(failure).ifPresent(result::completeExceptionally);
                }
            } catch (RuntimeException broken) {
                result.completeExceptionally(broken); // Such as a client that was closed between two steps.
            }
        });
    }

    /** Ends with a result. */
    public void end(T value) {
        result.complete(value);
    }

    private void abort() {
        requireNonNull(running.get()).cancel(true);
    }
}
