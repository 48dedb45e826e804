package dev.pinwheel.etcd.core.call;

import dev.pinwheel.etcd.CallCancelledException;
import dev.pinwheel.etcd.DeadlineExceededException;
import dev.pinwheel.etcd.EtcdException;
import dev.pinwheel.etcd.Outcome;
import dev.pinwheel.etcd.core.dispatch.CallResult;
import dev.pinwheel.etcd.core.dispatch.Deadline;
import dev.pinwheel.etcd.core.dispatch.Dispatcher;
import dev.pinwheel.etcd.core.dispatch.EtcdAnswer;
import dev.pinwheel.etcd.core.dispatch.EtcdRequest;
import dev.pinwheel.etcd.core.dispatch.InvalidAnswer;
import dev.pinwheel.etcd.core.dispatch.PendingCall;
import dev.pinwheel.etcd.core.dispatch.Timer;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/** Runs operations, each within the deadline of its view if it has one. Safe for use by many threads. */
public final class Calls {
    private final Dispatcher dispatcher;
    private final Callbacks callbacks;
    private final Supplier<Optional<Deadline>> deadlines;

    /**
     * Where futures are completed, so that what users hang on them runs there and holds up no exchange (TC1).
     *
     * @param executor the executor
     */
    public record Callbacks(Executor executor) {}

    /** Without a deadline. */
    @Inject
    public Calls(Dispatcher dispatcher, Callbacks callbacks) {
        this(dispatcher, callbacks, Optional::empty);
    }

    private Calls(Dispatcher dispatcher, Callbacks callbacks, Supplier<Optional<Deadline>> deadlines) {
        this.dispatcher = dispatcher;
        this.callbacks = callbacks;
        this.deadlines = deadlines;
    }

    /** The same with a deadline for each operation. */
    public Calls within(Duration allowed) {
        return new Calls(dispatcher, callbacks, () -> Optional.of(Deadline.in(allowed)));
    }

    /** The same with one deadline, which begins to run now, for all operations together. */
    public Calls asOne() {
        Optional<Deadline> shared = deadlines.get();
        return new Calls(dispatcher, callbacks, () -> shared);
    }

    /** The same on one endpoint and no other, without credentials; never news about the ring. */
    public Calls at(URI endpoint) {
        return new Calls(dispatcher.at(endpoint), callbacks, deadlines);
    }

    /** The endpoints in the order in which the next operation tries them. */
    public List<URI> endpoints() {
        return dispatcher.rings().current().fromPin();
    }

    /**
     * Runs an operation and waits for its end.
     *
     * @throws EtcdException for every end but a success, with the stack trace of the caller
     * @throws IllegalArgumentException if the request line is too long for an endpoint (E6)
     * @throws IllegalStateException if the client is closed (E8)
     */
    public <T> T await(Operation<T> operation) {
        EtcdRequest request = operation.request();
        Optional<Deadline> until = deadlines.get();
        CallResult.Answered answered = dispatcher.call(request, until);
        try {
            return operation.reader().read(request, answered.answer());
        } catch (UnexpectedAnswerException unexpected) {
            if (!V2Disabled.isLikely(answered.answer())) {
                throw dispatcher.reject(request, answered, invalid(answered, unexpected));
            }
            CallResult version = dispatcher
                    .ask(answered.answer().endpoint(), V2Disabled.QUESTION, until)
                    .await();
            throw dispatcher.reject(request, answered, V2Disabled.explain(answered.answer(), version));
        }
    }

    /**
     * Starts an operation.
     *
     * @return the result; cancelling it, or a future derived from it, aborts the call (TC6)
     * @throws IllegalArgumentException if the request line is too long for an endpoint (E6)
     * @throws IllegalStateException if the client is closed (E8)
     */
    public <T> CompletableFuture<T> start(Operation<T> operation) {
        Optional<Deadline> until = deadlines.get();
        PendingCall pending = dispatcher.begin(operation.request(), until);
        CallFuture<T> future = new CallFuture<>(() -> pending.cancel("its future was cancelled"));
        pending.whenEnded(result -> onCallbacks(() -> settle(operation, result, until, future)));
        return future;
    }

    /** The deadline of something that begins now and is no operation. */
    public Optional<Deadline> deadline() {
        return deadlines.get();
    }

    /** Something that takes several calls, within the deadline of this view; {@code what} names it for people. */
    public <T> CompletableFuture<T> bounded(String what, CompletableFuture<T> work) {
        CallFuture<T> result = new CallFuture<>(() -> work.cancel(true));
        Timer.Task late = deadlines
                .get()
                .map(until -> dispatcher
                        .timer()
                        .after(
                                until.left(),
                                () -> result.completeExceptionally(new DeadlineExceededException(
                                        what + " did not end within its deadline of "
                                                + until.allowed().toMillis() + " ms",
                                        Outcome.NOT_APPLIED))))
                .orElse(Timer.Task.NEVER);
        var unused = work.whenComplete((value, failure) -> {
            late.cancel();
            onCallbacks(() -> {
                if (failure == null) {
                    result.complete(value);
                } else {
                    result.completeExceptionally(failure instanceof CompletionException ? cause(failure) : failure);
                }
            });
        });
        return result;
    }

    /** Waits for something that takes several calls, as {@link #bounded}; an interrupt ends the wait (E1). */
    public <T> T join(String what, CompletableFuture<T> work) {
        CompletableFuture<T> result = bounded(what, work);
        try {
            return result.get();
        } catch (InterruptedException interrupted) {
            result.cancel(true);
            Thread.currentThread().interrupt();
            throw new CallCancelledException(
                    what + " was cancelled, because its thread was interrupted", Outcome.NOT_APPLIED);
        } catch (ExecutionException failed) {
            if (cause(failed) instanceof RuntimeException known) {
                throw known;
            }
            throw new IllegalStateException(what + " failed for a reason that is not a result", failed);
        }
    }

    private static Throwable cause(Throwable wrapper) {
        return wrapper.getCause() == null ? wrapper : wrapper.getCause();
    }

    private <T> void settle(
            Operation<T> operation, CallResult result, Optional<Deadline> until, CompletableFuture<T> future) {
        EtcdRequest request = operation.request();
        try {
            CallResult.Answered answered = dispatcher.answerOrThrow(request, result);
            EtcdAnswer answer = answered.answer();
            try {
                future.complete(operation.reader().read(request, answer));
            } catch (UnexpectedAnswerException unexpected) {
                if (!V2Disabled.isLikely(answer)) {
                    throw dispatcher.reject(request, answered, invalid(answered, unexpected));
                }
                dispatcher
                        .ask(answer.endpoint(), V2Disabled.QUESTION, until)
                        .whenEnded(version -> onCallbacks(() -> future.completeExceptionally(
                                dispatcher.reject(request, answered, V2Disabled.explain(answer, version)))));
            }
        } catch (RuntimeException failure) {
            future.completeExceptionally(failure);
        }
    }

    private static InvalidAnswer invalid(CallResult.Answered answered, UnexpectedAnswerException unexpected) {
        return InvalidAnswer.of(answered.answer(), unexpected.fault(), unexpected.getCause());
    }

    private void onCallbacks(Runnable completion) {
        try {
            callbacks.executor().execute(completion);
        } catch (RejectedExecutionException closed) {
            completion.run(); // A future that never completes would be worse than one that completes here.
        }
    }
}
