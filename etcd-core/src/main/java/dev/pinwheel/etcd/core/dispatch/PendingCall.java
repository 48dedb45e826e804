package dev.pinwheel.etcd.core.dispatch;

import dev.pinwheel.etcd.EndpointFailure;
import dev.pinwheel.etcd.core.failover.AttemptResult;
import dev.pinwheel.etcd.core.failover.EndpointRing;
import dev.pinwheel.etcd.core.failover.FailoverCall;
import dev.pinwheel.etcd.core.failover.Rings;
import dev.pinwheel.etcd.core.failover.Step;
import dev.pinwheel.etcd.spi.TransportException;
import dev.pinwheel.etcd.spi.TransportException.Kind;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A call in flight: makes attempts as {@link FailoverCall} decides, until one is answered, none is left, or the call is
 * ended from outside.
 *
 * <p>Attempts follow one another on whatever thread reports the end of the last; ending from outside may come at any
 * time. Safe for use by many threads.
 */
public final class PendingCall {

    /**
     * What ends a call from outside (F12).
     *
     * @param isDeadline whether that was the deadline
     * @param inWords what happened, for people
     * @param inLine whether its turn had not come
     */
    private record Ending(boolean isDeadline, String inWords, boolean inLine) {}

    private final Attempt.Engine engine;
    private final Optional<WaitingThread> waiting;
    private final Carrier carrier;
    private final Rings rings;
    private final EtcdRequest request;
    private final Optional<Deadline> deadline;
    private final PollListener poll;
    private final CallLimit.Turn turn;
    private final CompletableFuture<CallResult> result = new CompletableFuture<>();
    private final AtomicReference<@Nullable Ending> ending = new AtomicReference<>();

    private volatile EndpointRing startedFrom;
    private volatile @Nullable Attempt running;
    private volatile Timer.Task deadlineTask = Timer.Task.NEVER;

    /**
     * A call that has not started.
     *
     * @param waiting the thread that will wait for it, if that is to carry its exchanges
     * @param poll is told how a long poll goes
     * @param turn comes before the first attempt
     */
    PendingCall(
            Attempt.Engine engine,
            Optional<WaitingThread> waiting,
            Rings rings,
            EtcdRequest request,
            Optional<Deadline> deadline,
            PollListener poll,
            CallLimit.Turn turn) {
        this.engine = engine;
        this.waiting = waiting;
        this.carrier = waiting.isPresent() ? waiting.get() : engine.transport()::execute;
        this.rings = rings;
        this.request = request;
        this.deadline = deadline;
        this.poll = poll;
        this.turn = turn;
        this.startedFrom = rings.current();
    }

    /** Starts the first attempt, when it is its turn. */
    void start() {
        deadline.ifPresent(until -> {
            Ending late = new Ending(
                    true, "did not end within its deadline of " + FailureWords.inWords(until.allowed()), false);
            deadlineTask = engine.timer().after(until.left(), () -> end(late));
        });
        turn.take(this::begin, this::beginOutOfLine);
        if (ending.get() != null) {
            leaveLine(); // The deadline may have passed before it stood there.
        }
    }

    private void begin() {
        startedFrom = rings.current(); // Now: much may have changed while it waited.
        attempt(FailoverCall.on(startedFrom, request.kind()));
    }

    /** On whatever thread makes way. */
    private void beginOutOfLine() {
        if (waiting.isPresent()) {
            waiting.get().begin(this::begin);
        } else {
            begin();
        }
    }

    /** An attempt that ends before anything is sent tells how the call has ended. */
    private void leaveLine() {
        if (turn.giveUp()) {
            ending.updateAndGet(why -> why == null ? null : new Ending(why.isDeadline(), why.inWords(), true));
            beginOutOfLine();
        }
    }

    /** Cancels the call, if it has not ended; the reason follows "was cancelled, because ". */
    public void cancel(String reason) {
        end(new Ending(false, "was cancelled, because " + reason, false));
    }

    /** Tells the end, on the thread that brings it; at once if it has come. The consumer must not block (TC1). */
    public void whenEnded(Consumer<CallResult> consumer) {
        var unused = result.thenAccept(consumer);
    }

    /** Ends the call early; the first ending counts, and an answer that is complete already still wins. */
    private void end(Ending why) {
        if (ending.compareAndSet(null, why)) {
            Attempt current = running;
            if (current != null) {
                current.abort(Attempt.Abort.CALL_ENDED);
            } else {
                leaveLine();
            }
        }
    }

    /** Waits for the end; an interrupt ends the call, and the thread's flag is set again (E1). */
    public CallResult await() {
        waiting.ifPresent(thread -> thread.carryAll(() -> cancel("its thread was interrupted")));
        try {
            return result.get();
        } catch (InterruptedException interrupted) {
            cancel("its thread was interrupted");
            CallResult soon = result.join(); // Within Settings.ABORT_GRACE.
            Thread.currentThread().interrupt();
            return soon;
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("a call failed for a reason that is not a result", impossible);
        }
    }

    private void attempt(FailoverCall call) {
        Attempt next = new Attempt(
                engine,
                carrier,
                call,
                request,
                headLimit(call),
                this::leavePoll,
                poll,
                ended -> attemptEnded(call, ended));
        running = next;
        if (ending.get() != null) {
            next.abort(Attempt.Abort.CALL_ENDED); // Its exchange is cancelled before it is sent.
        }
        next.start();
    }

    /** The next poll starts from the ring as it is then, which begins with a healthy endpoint. */
    private void leavePoll() {
        cancel("its endpoint has become suspect");
    }

    /** A write that has perhaps been received goes no further, so it may use all the time there is. */
    private Duration headLimit(FailoverCall call) {
        Duration usual = engine.settings().headerTimeout();
        if (deadline.isEmpty() || !request.kind().isRepeatable() || call.untried() == 1) {
            return usual;
        }
        Duration share = deadline.get().share(call.untried());
        return usual.isZero() || share.compareTo(usual) < 0 ? share : usual;
    }

    private void attemptEnded(FailoverCall call, AttemptResult<EtcdAnswer, InvalidAnswer> ended) {
        if (waiting.isPresent()
                && waiting.get().isCurrent()
                && Thread.currentThread().isInterrupted()) {
            cancel("its thread was interrupted");
        }
        Ending why = ending.get();
        EndpointFailure failure = failureOf(ended);
        if (failure != null && why == null && wasClosed(failure)) {
            why = new Ending(false, "was cancelled, because the client was closed", false);
        }
        if (failure != null && why != null) {
            Step.GaveUp<EtcdAnswer, InvalidAnswer> end =
                    why.isDeadline() ? call.afterDeadline(failure) : call.afterCancellation(failure);
            finish(end, why.inWords(), why.inLine());
        } else {
            obey(call.after(ended));
        }
    }

    private void obey(Step<EtcdAnswer, InvalidAnswer> step) {
        if (step instanceof Step.TryNext<EtcdAnswer, InvalidAnswer> next) {
            attempt(next.call());
        } else if (step instanceof Step.Answered<EtcdAnswer, InvalidAnswer> answered) {
            rings.report(startedFrom, answered.news());
            finish(new CallResult.Answered(answered.answer(), startedFrom));
        } else if (step instanceof Step.Rejected<EtcdAnswer, InvalidAnswer> rejected) {
            rings.report(startedFrom, rejected.news());
            finish(new CallResult.Rejected(rejected.garbage()));
        } else if (step instanceof Step.GaveUp<EtcdAnswer, InvalidAnswer> gaveUp) {
            finish(gaveUp, "", false);
        }
    }

    private void finish(Step.GaveUp<EtcdAnswer, InvalidAnswer> end, String inWords, boolean inLine) {
        if (!inLine) {
            rings.report(startedFrom, end.news()); // Nobody was asked otherwise, so there is none.
        }
        finish(new CallResult.Unanswered(end, startedFrom.turns(), inWords, inLine));
    }

    private void finish(CallResult last) {
        deadlineTask.cancel();
        turn.leave();
        result.complete(last);
    }

    private static @Nullable EndpointFailure failureOf(AttemptResult<EtcdAnswer, InvalidAnswer> ended) {
        if (ended instanceof AttemptResult.Failed<EtcdAnswer, InvalidAnswer> failed) {
            return failed.failure();
        }
        return ended instanceof AttemptResult.Silent<EtcdAnswer, InvalidAnswer> silent ? silent.failure() : null;
    }

    private static boolean wasClosed(EndpointFailure failure) {
        TransportException error = failure instanceof EndpointFailure.NotSent notSent
                ? notSent.error()
                : failure instanceof EndpointFailure.Interrupted interrupted ? interrupted.error() : null;
        return error != null && error.kind() == Kind.CLOSED;
    }
}
