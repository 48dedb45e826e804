package dev.pinwheel.etcd.core.watch;

import dev.pinwheel.etcd.core.dispatch.InvalidAnswer;
import dev.pinwheel.etcd.core.watch.Phase.Asking;
import dev.pinwheel.etcd.core.watch.Phase.LowIndex;
import dev.pinwheel.etcd.core.watch.Phase.Over;
import dev.pinwheel.etcd.core.watch.Phase.Reading;
import dev.pinwheel.etcd.core.watch.Phase.Waiting;
import dev.pinwheel.etcd.core.watch.Todo.Question;
import dev.pinwheel.etcd.core.watch.Todo.Where;
import dev.pinwheel.etcd.keys.GapReason;
import dev.pinwheel.etcd.keys.OnGap;
import dev.pinwheel.etcd.keys.WatchEvent;
import dev.pinwheel.etcd.keys.WatchOptions;
import dev.pinwheel.etcd.keys.WatchPosition;
import java.time.Duration;
import java.util.Optional;

/**
 * A watch between two pieces of news: what it has decided, and what has to be done next. The package tells why it is
 * right.
 *
 * <p>Pure and immutable. Whoever drives it does what {@link #todo()} says, hands the news to {@code after}, and goes on
 * with the state in the {@link WatchStep}. News that does not belong to {@link #todo()}, such as that of an exchange
 * which was ended, must be dropped before.
 *
 * @param scope what the watch is about
 * @param onGap what to do at a gap
 * @param clusterId whose indexes these are; empty until the first answer
 * @param next the smallest index that is not decided: {@code w} (W2)
 * @param phase what goes on now
 * @param trouble what went wrong in a row
 * @param pace how fast the index moves
 */
record WatchState(Scope scope, OnGap onGap, String clusterId, long next, Phase phase, Trouble trouble, Pace pace) {

    /** A watch that has done nothing yet. */
    static WatchState of(String key, WatchOptions options) {
        Phase first = options.start().isPresent() ? Asking.at(Where.STAY) : new Reading(Question.PRESENT);
        WatchPosition start = options.start().orElse(new WatchPosition("", 0));
        return new WatchState(
                new Scope(key, options.isRecursive()),
                options.onGap(),
                start.clusterId(),
                start.index() + 1,
                first,
                Trouble.NONE,
                Pace.unknown());
    }

    /** What has to be done now; unless it is {@link Todo.Await}, an open poll has to be ended. */
    Todo todo() {
        if (phase instanceof Asking asking) {
            return new Todo.Poll(next, asking.where(), trouble.failures());
        }
        if (phase instanceof Reading reading) {
            return new Todo.Read(reading.question(), needsTreeFor(reading.question()), trouble.failures());
        }
        return phase instanceof Over over ? new Todo.Stop(over.end()) : new Todo.Await(pace.window());
    }

    /** How far the watch has come: what was handed out, and all that it has decided (W11). */
    WatchPosition position() {
        return new WatchPosition(clusterId, next - 1);
    }

    /**
     * Whether the store has moved on so far since the open poll began that its time is up: other answers have told the
     * index {@code seen}, and the history must not pass the watch by.
     */
    boolean isOvertaken(long seen) {
        return phase instanceof Waiting waiting && seen - waiting.head().index() >= Pace.AFFORDABLE;
    }

    /** What follows from the head of the poll's answer. */
    WatchStep after(PollHead head) {
        Asking asking = (Asking) phase;
        if (!Numbers.isIndex(head.index())) {
            return WatchStep.to(failed(Asking.at(Where.ELSEWHERE)));
        }
        if (isForeign(head.clusterId())) {
            return WatchStep.to(in(new Reading(Question.OTHER_CLUSTER)));
        }
        if (head.index() < next - 1 && asking.lowIndex() == LowIndex.DOUBTED) {
            return WatchStep.to(in(new Reading(Question.LOW_INDEX)));
        }
        String id = clusterId.isEmpty() ? head.clusterId() : clusterId;
        Pace measured = pace.measured(head.index(), head.at());
        return WatchStep.to(new WatchState(scope, onGap, id, next, new Waiting(head), trouble, measured));
    }

    /** What follows from the end of the poll. */
    WatchStep after(PollEnd end) {
        if (end instanceof PollEnd.Event event) {
            return afterEvent(event, ((Waiting) phase).head());
        }
        if (end instanceof PollEnd.Empty empty) {
            return WatchStep.to(afterSilence(empty.at(), Duration.ZERO));
        }
        if (end instanceof PollEnd.TimeUp timeUp) {
            return WatchStep.to(afterSilence(timeUp.at(), Pace.SETTLED));
        }
        if (end instanceof PollEnd.Interrupted interrupted) {
            return WatchStep.to(interrupted(interrupted.at()));
        }
        return WatchStep.to(
                end instanceof PollEnd.Garbage garbage
                        ? afterGarbage(garbage.answer(), Asking.at(Where.ELSEWHERE))
                        : afterRefusal((PollEnd.Refused) end));
    }

    /** What follows from the end of the quorum read. */
    WatchStep after(ReadEnd end) {
        Reading reading = (Reading) phase;
        if (end instanceof ReadEnd.Found found && Numbers.isIndex(found.index())) {
            return afterRead(found, reading.question());
        }
        if (end instanceof ReadEnd.Refused refused) {
            return WatchStep.to(over(new WatchEnd.Refused(refused.error(), refused.endpoint())));
        }
        return WatchStep.to(
                end instanceof ReadEnd.Garbage garbage ? afterGarbage(garbage.answer(), reading) : failed(reading));
    }

    /** The watch, ended by its user (W9). */
    WatchState cancelled() {
        return phase instanceof Over ? this : over(new WatchEnd.Cancelled());
    }

    private WatchStep afterEvent(PollEnd.Event event, PollHead head) {
        if (event.isDamaged()) {
            return WatchStep.to(afterDamage());
        }
        long index = event.node().modifiedIndex();
        if (index < next || !Numbers.isIndex(index)) {
            return WatchStep.to(failed(Asking.at(Where.ELSEWHERE)));
        }
        // Nothing visible lies below this: what the history was searched for is handed out, or was not there (W3).
        long floor = index <= head.index() ? index : Math.max(next, head.index() + 1);
        if (index == floor || scope.wasUntouchedSince(floor, event.node(), event.prevNode())) {
            return decided(event, head);
        }
        Trouble now = floor > next ? Trouble.NONE : trouble.oneMore();
        return WatchStep.to(new WatchState(scope, onGap, clusterId, floor, Asking.at(Where.STAY), now, pace));
    }

    private WatchStep decided(PollEnd.Event event, PollHead head) {
        long index = event.node().modifiedIndex();
        WatchState then = new WatchState(scope, onGap, clusterId, index + 1, Asking.at(Where.STAY), Trouble.NONE, pace);
        return scope.concerns(event.action(), event.node(), event.prevNode())
                ? new WatchStep(
                        then,
                        Optional.of(new WatchEvent.Change(
                                event.action(), event.node(), event.prevNode(), then.position(), head.endpoint())))
                : WatchStep.to(then);
    }

    private WatchState afterSilence(Duration at, Duration settled) {
        PollHead head = ((Waiting) phase).head();
        Duration lasted = at.minus(head.at());
        if (head.route() != PollHead.Route.DIRECT || lasted.compareTo(settled) < 0) {
            return interrupted(at);
        }
        Where where = head.index() < next - 1 ? Where.ELSEWHERE : Where.STAY;
        Trouble now = lasted.compareTo(Pace.SETTLED) < 0 ? trouble.oneMore() : Trouble.NONE;
        return new WatchState(scope, onGap, clusterId, Math.max(next, head.index() + 1), Asking.at(where), now, pace);
    }

    private WatchState interrupted(Duration at) {
        boolean hasLasted = phase instanceof Waiting waiting
                && at.minus(waiting.head().at()).compareTo(Trouble.LASTING) >= 0;
        return (hasLasted ? calm() : this).failed(Asking.at(Where.ELSEWHERE));
    }

    private WatchState afterRefusal(PollEnd.Refused refused) {
        if (isForeign(refused.clusterId())) {
            return in(new Reading(Question.OTHER_CLUSTER));
        }
        return switch (refused.error().code()) {
            case 401 -> in(new Reading(Question.FORGOTTEN));
            // "watcher is cleared": what older servers say when they have caught up from a snapshot.
            case 400 -> failed(Asking.at(Where.STAY));
            default -> over(new WatchEnd.Refused(refused.error(), refused.endpoint()));
        };
    }

    private WatchStep afterRead(ReadEnd.Found read, Question question) {
        if (question == Question.PRESENT) {
            return WatchStep.to(goingOnBehind(read));
        }
        if (isForeign(read.clusterId())) {
            return gap(GapReason.OTHER_CLUSTER, read);
        }
        if (read.index() < next - 1) {
            return gap(GapReason.INDEX_WENT_BACK, read);
        }
        if (question == Question.LOW_INDEX) {
            return WatchStep.to(in(new Asking(Where.ELSEWHERE, LowIndex.EXPLAINED)));
        }
        if (question == Question.OTHER_CLUSTER || read.index() < next) {
            return WatchStep.to(failed(Asking.at(Where.ELSEWHERE)));
        }
        return read.node().filter(node -> Scope.isOlder(node, next)).isPresent()
                ? WatchStep.to(goingOnBehind(read))
                : gap(GapReason.HISTORY_CLEARED, read);
    }

    private WatchStep gap(GapReason reason, ReadEnd.Found read) {
        WatchState behind = goingOnBehind(read);
        return onGap == OnGap.FAIL
                ? WatchStep.to(over(new WatchEnd.Gap(next, reason, behind.position())))
                : new WatchStep(
                        behind,
                        Optional.of(new WatchEvent.Gap(
                                next, reason, read.node(), Optional.empty(), behind.position(), read.endpoint())));
    }

    private WatchState goingOnBehind(ReadEnd.Found read) {
        String id = read.clusterId().isEmpty() ? clusterId : read.clusterId();
        return new WatchState(scope, onGap, id, read.index() + 1, Asking.at(Where.STAY), Trouble.NONE, pace);
    }

    private WatchState afterGarbage(InvalidAnswer answer, Phase again) {
        Trouble now = trouble.oneMoreOfGarbage();
        return now.isHopeless()
                ? over(new WatchEnd.Garbage(answer))
                : new WatchState(scope, onGap, clusterId, next, again, now, pace);
    }

    /** Another member may have a sound history; if time and again none has, it is as good as forgotten. */
    private WatchState afterDamage() {
        Trouble now = trouble.oneMoreOfGarbage();
        Phase then = now.isHopeless() ? new Reading(Question.FORGOTTEN) : Asking.at(Where.ELSEWHERE);
        return new WatchState(scope, onGap, clusterId, next, then, now, pace);
    }

    private boolean needsTreeFor(Question question) {
        OnGap needing = question == Question.PRESENT ? OnGap.RESYNC_WITH_DIFFERENCES : OnGap.RESYNC;
        return scope.isRecursive() && onGap.compareTo(needing) >= 0;
    }

    private boolean isForeign(String id) {
        return !id.isEmpty() && !clusterId.isEmpty() && !id.equals(clusterId);
    }

    private WatchState failed(Phase again) {
        return new WatchState(scope, onGap, clusterId, next, again, trouble.oneMore(), pace);
    }

    private WatchState calm() {
        return new WatchState(scope, onGap, clusterId, next, phase, Trouble.NONE, pace);
    }

    private WatchState in(Phase other) {
        return new WatchState(scope, onGap, clusterId, next, other, trouble, pace);
    }

    private WatchState over(WatchEnd end) {
        return in(new Over(end));
    }
}
