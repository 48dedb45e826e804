package dev.pinwheel.etcd.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinwheel.etcd.keys.Action;
import dev.pinwheel.etcd.keys.GapReason;
import dev.pinwheel.etcd.keys.WatchEvent;
import dev.pinwheel.etcd.keys.WatchOptions;
import dev.pinwheel.etcd.keys.WatchPosition;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * A watch on a model cluster, through a script of writes and faults. After each step it is compared with the log: what
 * the watch has newly decided must be just what it has handed out (W1).
 */
final class WatchRun {
    static final List<String> KEYS =
            List.of("/a", "/a/x", "/a/y", "/a/_h", "/a/_h/z", "/a/d", "/a/d/k", "/ab", "/ab/x", "/b", "/_r");
    private static final Duration LONG = Duration.ofSeconds(2);

    /** What can happen. */
    enum Kind {
        WRITE,
        APPLY,
        SNAPSHOT,
        RESTART,
        RESTORE,
        CLIENT,
        RESET,
        TIME_UP,
        CLEAN_END,
        NO_HEAD,
        READ_FAILS,
        STRANGER
    }

    /** One thing that happens; the numbers choose the key, the member and the like. */
    record Act(Kind kind, int one, int two) {}

    /** What a run has come by; shows that a property is not idle. */
    enum Seen {
        FROM_HISTORY,
        WOKEN_AND_TRUSTED,
        WOKEN_AND_ASKED_AGAIN,
        SILENCE,
        LOW_INDEX,
        CLEARED_GAP,
        CLEARED_BUT_QUIET,
        CLUSTER_GAP,
        WENT_BACK_GAP,
        FOREIGNER
    }

    private final ModelCluster cluster;
    private final Set<Seen> seen = EnumSet.noneOf(Seen.class);
    private final List<WatchEvent> events = new ArrayList<>();
    private WatchState watch;
    private Duration now = Duration.ZERO;
    private int endpoint;
    private int restores;
    private boolean isFrozen;
    private boolean isRefusedByHistory;
    private boolean isRestored;
    private boolean losesNextHead;
    private boolean losesNextRead;
    private boolean meetsStranger;

    WatchRun(ModelCluster cluster, String key, WatchOptions options) {
        this.cluster = cluster;
        this.watch = WatchState.of(key, options);
    }

    WatchState watch() {
        return watch;
    }

    Set<Seen> seen() {
        return seen;
    }

    List<WatchEvent> events() {
        return events;
    }

    void play(List<Act> script) {
        script.forEach(this::play);
    }

    void play(Act act) {
        switch (act.kind()) {
            case WRITE -> {
                if (!isFrozen) {
                    write(cluster.store(), act);
                }
            }
            case APPLY -> cluster.apply(act.one(), 1 + act.two() % 5);
            case SNAPSHOT -> cluster.applySnapshot(act.one());
            case RESTART -> {
                if (cluster.restart(act.one(), act.two() % 20)) {
                    reset();
                }
            }
            case RESTORE -> restore(act.one(), act.two());
            case CLIENT -> client();
            case RESET -> reset();
            case TIME_UP -> silence(act.one() % 3 != 0);
            case CLEAN_END -> silence(false);
            case NO_HEAD -> losesNextHead = true;
            case READ_FAILS -> losesNextRead = true;
            case STRANGER -> meetsStranger = true;
        }
    }

    /** Faults stop, members catch up; then nothing may be left undecided, and the next change must come. */
    void settle() {
        losesNextHead = false;
        losesNextRead = false;
        meetsStranger = false;
        cluster.applyAll();
        finish();
        if (watch.todo() instanceof Todo.Stop) {
            return;
        }
        if (watch.scope().equals(new Scope("/", false))) {
            return; // The root itself is never changed.
        }
        int before = events.size();
        String key = watch.scope().key().equals("/") ? "/b" : watch.scope().key();
        cluster.store().remove(Action.DELETE, "/" + key.split("/", -1)[1]);
        cluster.store().internal();
        cluster.store().set(key, "last");
        assertThat(cluster.store().isVisible(cluster.store().index(), watch.scope()))
                .isTrue();
        cluster.applyAll();
        finish();
        if (!(watch.todo() instanceof Todo.Stop)) {
            assertThat(events.size()).as("the last change has come").isGreaterThan(before);
        }
    }

    private void finish() {
        for (int steps = 0; steps < 1_000; steps++) {
            if (watch.todo() instanceof Todo.Stop) {
                return;
            }
            if (!(watch.todo() instanceof Todo.Await)) {
                client();
            } else if (!client()) {
                if (watch.next() == cluster.store().index() + 1) {
                    return;
                }
                silence(true);
            }
        }
        assertThat(watch.next())
                .as("all is decided in the end")
                .isEqualTo(cluster.store().index() + 1);
    }

    static void write(ModelStore store, Act act) {
        int what = act.one();
        String key = KEYS.get(act.two() % KEYS.size());
        switch (what % 11) {
            case 0, 1 -> store.set(key, "v" + what);
            case 2 -> store.create(key, "v" + what);
            case 3 -> store.swap(key, "v" + what);
            case 4 -> store.remove(Action.DELETE, key);
            case 5 -> store.remove(Action.EXPIRE, key);
            case 6 -> store.remove(Action.COMPARE_AND_DELETE, key);
            case 7 -> store.makeDir(key);
            case 8 -> store.updateDir(key);
            case 9 -> store.refresh(key);
            default -> store.internal();
        }
    }

    // A cluster restored under its own id can only be told by its low index: nothing is written there before the watch
    // has seen that. Before its first answer a watch knows no cluster at all.
    private void restore(int where, int how) {
        if (watch.clusterId().isEmpty() || isFrozen) {
            return;
        }
        boolean isNew = how % 2 == 0;
        long index = 1 + where % cluster.store().index();
        restores++;
        cluster.restore(index, isNew ? "c" + Integer.toHexString(restores + 1) : cluster.id());
        isRestored = true;
        isFrozen = !isNew
                && !watch.clusterId().isEmpty()
                && index < watch.next() - 1
                && watch.clusterId().equals(cluster.id());
        if (watch.todo() instanceof Todo.Await) {
            check(watch.after(new PollEnd.Interrupted(now)));
        }
    }

    private void reset() {
        if (watch.todo() instanceof Todo.Await) {
            cluster.abandonPoll();
            check(watch.after(new PollEnd.Interrupted(now)));
        }
    }

    private void silence(boolean isByTime) {
        if (watch.todo() instanceof Todo.Await && cluster.isSilent()) {
            cluster.abandonPoll();
            seen.add(Seen.SILENCE);
            now = now.plus(LONG);
            check(watch.after(isByTime ? new PollEnd.TimeUp(now) : new PollEnd.Empty(now)));
        }
    }

    /** Does what the watch has to do; tells whether anything could be done. */
    private boolean client() {
        now = now.plusMillis(100);
        Todo todo = watch.todo();
        if (todo instanceof Todo.Poll poll) {
            poll(poll);
            return true;
        }
        if (todo instanceof Todo.Read) {
            boolean fails = losesNextRead;
            losesNextRead = false;
            check(watch.after(
                    fails
                            ? new ReadEnd.Failed()
                            : cluster.read(endpoint, watch.scope().key())));
            return true;
        }
        Optional<PollEnd.Event> event = todo instanceof Todo.Await ? cluster.take() : Optional.empty();
        event.ifPresent(this::arrive);
        return event.isPresent();
    }

    private void arrive(PollEnd.Event event) {
        PollHead head = ((Phase.Waiting) watch.phase()).head();
        WatchStep step = watch.after(event);
        boolean isDecided = step.state().next() == event.node().modifiedIndex() + 1;
        boolean isFromHistory = event.node().modifiedIndex() <= head.index();
        seen.add(isFromHistory ? Seen.FROM_HISTORY : isDecided ? Seen.WOKEN_AND_TRUSTED : Seen.WOKEN_AND_ASKED_AGAIN);
        check(step);
    }

    private void poll(Todo.Poll poll) {
        if (poll.where() == Todo.Where.ELSEWHERE) {
            endpoint++;
        }
        if (losesNextHead) {
            losesNextHead = false;
            check(watch.after(new PollEnd.Interrupted(now)));
        } else if (meetsStranger && !watch.clusterId().isEmpty()) {
            meetsStranger = false;
            URI stranger = URI.create("http://stranger:2379");
            check(watch.after(new PollHead(stranger, "5", 1_000, PollHead.Route.DIRECT, now)));
        } else {
            Object answer = cluster.open(endpoint, poll.index(), watch.scope(), now);
            isRefusedByHistory |= answer instanceof PollEnd.Refused;
            check(answer instanceof PollHead head ? watch.after(head) : watch.after((PollEnd) answer));
        }
    }

    private void check(WatchStep step) {
        WatchState before = watch;
        watch = step.state();
        note(before);
        if (!(watch.todo() instanceof Todo.Await)) {
            cluster.abandonPoll();
        }
        if (watch.todo() instanceof Todo.Stop stop) {
            WatchEnd.Gap gap = (WatchEnd.Gap) stop.end();
            assertThat(watch.next()).isEqualTo(before.next());
            checkGap(before, gap.from(), gap.reason(), gap.position());
        } else if (step.event().isPresent() && step.event().get() instanceof WatchEvent.Gap gap) {
            checkGap(before, gap.from(), gap.reason(), gap.position());
            assertThat(watch.position()).isEqualTo(gap.position());
            assertThat(gap.snapshot())
                    .isEqualTo(cluster.store().get(watch.scope().key()));
            events.add(gap);
        } else if (!isPinned(before)) {
            checkDecided(before, step.event());
        }
    }

    private static boolean isPinned(WatchState before) {
        return before.todo() instanceof Todo.Read read && read.question() == Todo.Question.PRESENT;
    }

    private void checkDecided(WatchState before, Optional<WatchEvent> handedOut) {
        assertThat(watch.next()).isGreaterThanOrEqualTo(before.next());
        List<Long> visible = LongStream.range(before.next(), watch.next())
                .filter(index -> cluster.store().isVisible(index, watch.scope()))
                .boxed()
                .toList();
        assertThat(handedOut.map(WatchEvent::index).stream().toList())
                .as("what was handed out of [%d, %d)", before.next(), watch.next())
                .isEqualTo(visible);
        handedOut.ifPresent(event -> {
            WatchEvent.Change change = (WatchEvent.Change) event;
            assertThat(new PollEnd.Event(change.action(), change.node(), change.prevNode()))
                    .isEqualTo(cluster.store().at(event.index()).event().orElseThrow());
            assertThat(change.position()).isEqualTo(watch.position());
            events.add(change);
        });
    }

    private void checkGap(WatchState before, long from, GapReason reason, WatchPosition position) {
        assertThat(from).isEqualTo(before.next());
        assertThat(position)
                .isEqualTo(new WatchPosition(cluster.id(), cluster.store().index()));
        assertThat(reason == GapReason.HISTORY_CLEARED ? isRefusedByHistory : isRestored)
                .as("%s has a cause", reason)
                .isTrue();
        seen.add(
                switch (reason) {
                    case HISTORY_CLEARED -> Seen.CLEARED_GAP;
                    case OTHER_CLUSTER -> Seen.CLUSTER_GAP;
                    case INDEX_WENT_BACK -> Seen.WENT_BACK_GAP;
                });
        isRefusedByHistory = false;
        isRestored = false;
        isFrozen = false;
    }

    private void note(WatchState before) {
        if (watch.todo() instanceof Todo.Read read && before.todo() instanceof Todo.Poll) {
            if (read.question() == Todo.Question.LOW_INDEX) {
                seen.add(Seen.LOW_INDEX);
            } else if (read.question() == Todo.Question.OTHER_CLUSTER) {
                seen.add(Seen.FOREIGNER);
            }
        } else if (before.todo() instanceof Todo.Read read
                && read.question() == Todo.Question.FORGOTTEN
                && watch.todo() instanceof Todo.Poll
                && watch.next() > before.next()
                && events.stream().noneMatch(e -> e.index() == watch.next() - 1)) {
            seen.add(Seen.CLEARED_BUT_QUIET);
        }
    }
}
