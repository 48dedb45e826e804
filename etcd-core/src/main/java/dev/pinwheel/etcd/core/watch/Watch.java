package dev.pinwheel.etcd.core.watch;

import dev.pinwheel.etcd.CallCancelledException;
import dev.pinwheel.etcd.Outcome;
import dev.pinwheel.etcd.core.call.Operation;
import dev.pinwheel.etcd.core.dispatch.CallResult;
import dev.pinwheel.etcd.core.dispatch.PendingCall;
import dev.pinwheel.etcd.core.dispatch.Timer;
import dev.pinwheel.etcd.core.failover.EndpointRing;
import dev.pinwheel.etcd.keys.OnGap;
import dev.pinwheel.etcd.keys.WatchEvent;
import dev.pinwheel.etcd.keys.WatchOptions;
import dev.pinwheel.etcd.keys.WatchPosition;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One watch at work: does what its {@link WatchState} says, over the client's transport and timer, with no thread of
 * its own. It asks for the next event only when one is demanded, so that it holds none back but the one under way (W8).
 *
 * <p>All that happens is brought into one order; whatever reports to it must not block. Safe for use by many threads.
 */
final class Watch {
    /** How long the body of an event may take that had begun when the time of its poll was up. */
    private static final Duration BODY_TIME = Duration.ofSeconds(10);

    /** Who gets what the watch hands out; called one at a time, and not any more after the end. */
    interface Sink {

        /** Something has happened; one for each demand. */
        void event(WatchEvent event);

        /** The watch is over; the exception is to be made on the thread of the caller. */
        void ended(Supplier<RuntimeException> reason);
    }

    private final OpenWatches watches;
    private final WatchAnswers answers;
    private final Optional<KnownNodes> known;
    private final Sink sink;
    private final Serial serial = new Serial(Runnable::run);

    private volatile WatchPosition position;

    // All below belongs to the tasks of the series.
    private WatchState state;
    private int demand;
    private boolean hasBegun;
    private boolean isOver;
    private EndpointChoice endpoint = EndpointChoice.NONE;
    private @Nullable Object current; // Who may report: whoever was begun before belongs to what was ended.
    private @Nullable PendingCall exchange;
    private Timer.Task task = Timer.Task.NEVER;

    /** A watch that has not begun. */
    Watch(OpenWatches watches, WatchedKey key, WatchOptions options, Sink sink) {
        this.watches = watches;
        this.answers = new WatchAnswers(key);
        this.state = WatchState.of(key.whole(), options);
        this.known = options.onGap() == OnGap.RESYNC_WITH_DIFFERENCES
                ? Optional.of(new KnownNodes(state.scope()))
                : Optional.empty();
        this.sink = sink;
        this.position = state.position();
    }

    /**
     * Begins, once.
     *
     * @param present what {@link #present()} was answered; empty for a watch that has a start
     */
    void begin(Optional<ReadEnd.Found> present) {
        watches.remember(this);
        serial.run(() -> {
            hasBegun = true;
            if (present.isPresent() && !isOver) {
                known.ifPresent(nodes -> nodes.begin(present.get().node()));
                state = state.after(present.get()).state();
                position = state.position();
            }
            obey();
        });
    }

    /** The read that a watch of the present begins behind; empty for a watch that has a start. */
    Optional<Operation<ReadEnd.Found>> present() {
        return state.todo() instanceof Todo.Read read
                ? Optional.of(answers.present(read.isRecursive()))
                : Optional.empty();
    }

    /** How far the watch has come; ahead of the last event only when all that were demanded have been handed out. */
    WatchPosition position() {
        return position;
    }

    /** Asks for so many more events, one at least. */
    void demand(int more) {
        serial.run(() -> {
            boolean isIdle = demand == 0;
            demand += more;
            if (isIdle) {
                obey();
            }
        });
    }

    /** A reading of the clock by which it tells times. */
    Duration now() {
        return watches.now();
    }

    /** Ends the watch and its exchange without a word to the sink (W9). */
    void cancel() {
        serial.run(() -> {
            state = state.cancelled();
            stop();
        });
    }

    /** Ends the watch because its client is closed. */
    void clientClosed() {
        fail(this::clientWasClosed);
    }

    /** Takes note of how far the store has moved, as other answers tell. */
    void seen(long index) {
        serial.run(() -> {
            if (state.isOvertaken(index) && current instanceof OpenPoll poll) {
                timeUp(poll);
            }
        });
    }

    /** Ends the watch for a reason that is none of its own. */
    void fail(Supplier<RuntimeException> reason) {
        serial.run(() -> {
            if (!isOver) {
                stop();
                sink.ended(reason);
            }
        });
    }

    WatchedKey key() {
        return answers.key();
    }

    // What follows runs in the series.

    private void obey() {
        if (isOver || !hasBegun) {
            return;
        }
        Todo todo = state.todo();
        if (todo instanceof Todo.Await await) {
            if (current instanceof OpenPoll poll) {
                boundBy(await.bound(watches.random()), poll);
            }
            return;
        }
        endExchange();
        if (todo instanceof Todo.Stop stop) {
            stop();
            WatchEnd end = stop.end();
            sink.ended(() -> answers.exception(end, key().poll(1, false), watches.dispatcher()));
        } else if (demand > 0 && todo instanceof Todo.Poll poll) {
            after(backOff(poll), () -> poll(poll));
        } else if (demand > 0 && todo instanceof Todo.Read read) {
            after(read.backOff(), () -> read(read));
        }
    }

    /** Elsewhere all are asked at once, as a call asks them; only then there is a pause. */
    private int backOff(Todo.Poll poll) {
        EndpointRing ring = watches.ring();
        if (poll.where() == Todo.Where.STAY) {
            return poll.backOff();
        }
        return endpoint.isRoundOver(ring) ? poll.backOff() / ring.endpoints().size() : 0;
    }

    private void after(int backOff, Runnable next) {
        Duration delay = BackOff.before(backOff, watches.random());
        if (delay.isZero()) {
            guarded(next);
        } else {
            Object turn = new Object();
            current = turn;
            task = watches.timer().after(delay, () -> inTurn(turn, next));
        }
    }

    private void poll(Todo.Poll todo) {
        endpoint = endpoint.next(todo.where(), watches.ring());
        OpenPoll poll = new OpenPoll(this);
        current = poll;
        exchange =
                watches.dispatcher().poll(key().poll(todo.index(), state.scope().isRecursive()), endpoint.uri(), poll);
        exchange.whenEnded(result -> {
            Duration at = watches.now();
            inTurn(poll, () -> pollEnded(result, at));
        });
    }

    private void read(Todo.Read todo) {
        Object turn = new Object();
        current = turn;
        exchange = watches.dispatcher().begin(key().read(todo.isRecursive()), Optional.empty());
        exchange.whenEnded(result -> inTurn(turn, () -> readEnded(result)));
    }

    /** The head of the open poll has come. */
    void opened(OpenPoll poll, OpenPoll.Opened opened) {
        inTurn(poll, () -> {
            endpoint = endpoint.answered();
            watches.trust(opened.endpoint());
            Optional<PollHead> head =
                    answers.head(opened.endpoint(), opened.head(), opened.isRedirected(), opened.at());
            head.ifPresent(valid -> watches.seen(valid.index(), valid.at()));
            go(
                    head.isPresent()
                            ? state.after(head.get())
                            : state.after(WatchAnswers.withoutIndex(opened.endpoint(), opened.head())));
        });
    }

    private void boundBy(Duration bound, OpenPoll poll) {
        task = watches.timer().after(bound, () -> inTurn(poll, () -> boundReached(poll)));
    }

    /**
     * While another watch looks how far the store has moved, this poll stays open; but not for ever, as a member that
     * has jumped to a snapshot wakes nobody.
     */
    private void boundReached(OpenPoll poll) {
        boolean mayStay = state.phase() instanceof Phase.Waiting waiting
                && !Pace.isLongest(now().minus(waiting.head().at()))
                && !poll.isBodyComing()
                && !watches.isSuspect(endpoint.uri());
        if (mayStay && !watches.isToLook(now())) {
            boundBy(Pace.within(watches.window(), watches.random()), poll);
        } else {
            timeUp(poll);
        }
    }

    private void timeUp(OpenPoll poll) {
        if (poll.isBodyComing() && poll.mayTakeLonger()) {
            task = watches.timer().after(BODY_TIME, () -> inTurn(poll, () -> timeUp(poll)));
        } else if (poll.isBodyComing() || watches.isSuspect(endpoint.uri())) {
            go(state.after(new PollEnd.Interrupted(now())));
        } else if (state.phase() instanceof Phase.Waiting waiting && poll.mayEnd()) {
            var unused = watches.pulse()
                    .since(waiting.head().at(), endpoint.uri())
                    .thenAccept(beat -> inTurn(poll, () -> silent(poll, beat)));
        }
    }

    /** What its member has to say would have come with the answer to another question, or soon after. */
    private void silent(OpenPoll poll, Optional<Duration> alive) {
        if (poll.isBodyComing()) {
            timeUp(poll);
        } else if (alive.isEmpty() || watches.isSuspect(endpoint.uri())) {
            go(state.after(new PollEnd.Interrupted(now())));
        } else {
            Duration left = alive.get().plus(Pace.SETTLED).minus(now());
            if (left.isNegative() || left.isZero()) {
                go(state.after(new PollEnd.TimeUp(now())));
            } else {
                task.cancel();
                task = watches.timer().after(left, () -> inTurn(poll, () -> silent(poll, alive)));
            }
        }
    }

    private void pollEnded(CallResult result, Duration at) {
        go(state.after(answers.ofPoll(result, at)));
    }

    private void readEnded(CallResult result) {
        go(state.after(answers.ofRead(result)));
    }

    private void go(WatchStep step) {
        if (!(step.state().todo() instanceof Todo.Await)) {
            endExchange();
        }
        state = step.state();
        if (step.event().isPresent()) {
            demand--;
            WatchEvent event = step.event().get();
            sink.event(key().show(known.isPresent() ? known.get().learn(event) : event));
        } else {
            position = state.position();
        }
        obey();
    }

    private void stop() {
        isOver = true;
        endExchange();
        watches.forget(this);
    }

    private void endExchange() {
        current = null;
        task.cancel();
        task = Timer.Task.NEVER;
        if (exchange != null) {
            exchange.cancel("its watch goes on without it");
            exchange = null;
        }
    }

    /** Does something in the series, if by then nothing else has been begun. */
    private void inTurn(Object turn, Runnable action) {
        serial.run(() -> {
            if (turn.equals(current)) {
                guarded(action);
            }
        });
    }

    /** A watch never stands still without a word. */
    private void guarded(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException broken) {
            stop();
            sink.ended(() -> watches.isClosed()
                    ? clientWasClosed()
                    : new IllegalStateException("the watch of " + key().shown() + " broke: " + broken, broken));
        }
    }

    private RuntimeException clientWasClosed() {
        return new CallCancelledException(
                "the watch of " + key().shown() + " was cancelled, because the client was closed", Outcome.NOT_APPLIED);
    }
}
