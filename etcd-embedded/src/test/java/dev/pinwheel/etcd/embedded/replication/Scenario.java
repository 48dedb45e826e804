package dev.pinwheel.etcd.embedded.replication;

import dev.pinwheel.etcd.embedded.SettableClock;
import dev.pinwheel.etcd.embedded.members.Member;
import dev.pinwheel.etcd.embedded.members.Membership;
import dev.pinwheel.etcd.embedded.store.Bytes;
import dev.pinwheel.etcd.embedded.store.Event;
import dev.pinwheel.etcd.embedded.store.Get;
import dev.pinwheel.etcd.embedded.store.Key;
import dev.pinwheel.etcd.embedded.store.Kind;
import dev.pinwheel.etcd.embedded.store.Reply;
import dev.pinwheel.etcd.embedded.store.Set;
import dev.pinwheel.etcd.embedded.store.Watch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Plays what happens to a cluster, without sockets, and watches all members while it does. */
final class Scenario {
    private final SettableClock clock = new SettableClock();
    private final List<Runnable> alarms = new ArrayList<>();
    private final Replication replication;
    private final int members;
    private final Map<Integer, State> states = new HashMap<>();
    private final List<Feed> feeds = new ArrayList<>();
    private final Map<Long, Event> events = new HashMap<>();
    private final List<String> conflicts = new ArrayList<>();
    private final java.util.Set<String> acknowledged = new HashSet<>();
    private int writes;

    Scenario(int members) {
        Membership membership = new Membership(IntStream.range(0, members)
                .mapToObj(id -> new Member(id, "m" + id, List.of(), List.of()))
                .toList());
        Timeouts timeouts = new Timeouts(Duration.ofHours(1), Duration.ofNanos(1));
        this.members = members;
        this.replication = new Replication(membership, clock, timeouts, (delay, task) -> alarms.add(task));
        for (int id = 0; id < members; id++) {
            states.put(id, State.RUNNING);
            feeds.add(watch(id, OptionalLong.empty()).orElseThrow());
        }
    }

    private enum State {
        RUNNING,
        PAUSED,
        KILLED
    }

    /** What can happen to one member. */
    enum Incident {
        KILL,
        START,
        PAUSE,
        RESUME,
        ISOLATE,
        HEAL,
        HOLD_BACK,
        CATCH_UP,
        CATCH_UP_FROM_SNAPSHOT,
        BECOME_LEADER,
        PASS_TIME,
        WRITE,
        WRITE_WITH_TTL
    }

    /** One of them. */
    record Step(int member, Incident incident) {}

    void play(Step step) {
        int id = step.member();
        Controls controls = replication.controls(id);
        State state = states.getOrDefault(id, State.RUNNING);
        switch (step.incident()) {
            case KILL -> move(id, state != State.KILLED, State.KILLED, controls::kill);
            case START -> move(id, state == State.KILLED, State.RUNNING, controls::start);
            case PAUSE -> move(id, state == State.RUNNING, State.PAUSED, controls::pause);
            case RESUME -> move(id, state == State.PAUSED, State.RUNNING, controls::resume);
            case ISOLATE -> controls.isolate();
            case HEAL -> controls.heal();
            case HOLD_BACK -> move(id, state == State.RUNNING, State.RUNNING, controls::holdBack);
            case CATCH_UP -> move(id, state == State.RUNNING, State.RUNNING, controls::catchUp);
            case CATCH_UP_FROM_SNAPSHOT -> controls.catchUpFromSnapshot();
            case BECOME_LEADER -> controls.becomeLeader();
            case PASS_TIME -> passTime();
            case WRITE -> move(id, state == State.RUNNING, State.RUNNING, () -> write(id, Optional.empty()));
            case WRITE_WITH_TTL ->
                move(id, state == State.RUNNING, State.RUNNING, () -> write(id, Optional.of(Duration.ofSeconds(3))));
        }
        hear();
    }

    /** Brings every member back. */
    void end() {
        for (int id = 0; id < members; id++) {
            play(new Step(id, Incident.START));
            play(new Step(id, Incident.RESUME));
            play(new Step(id, Incident.HEAL));
            play(new Step(id, Incident.CATCH_UP));
        }
        while (replication.leader().isEmpty()) {
            passTime();
        }
        replication.expireDue();
        hear();
    }

    /** Events of one index that differ between members. */
    List<String> conflicts() {
        return conflicts;
    }

    /** The keys of all writes whose clients were told of a success. */
    java.util.Set<String> acknowledged() {
        return acknowledged;
    }

    /** The keys that any member has ever told its watches of. */
    List<String> heard() {
        return events.values().stream().map(event -> event.node().key().path()).toList();
    }

    /** All that can be read from a member, and watched from its history. */
    String contents(int id) {
        Applied read = replication.replica(id).read(new Get(Key.ROOT, true, true, false));
        Reply.Done done = (Reply.Done) read.reply();
        List<Optional<Event>> history = LongStream.rangeClosed(1, done.index())
                .mapToObj(since -> watch(id, OptionalLong.of(since)).flatMap(Scenario::takeAndClose))
                .toList();
        return read + " " + history;
    }

    private void move(int id, boolean possible, State state, Runnable control) {
        if (possible) {
            control.run();
            states.put(id, state);
        }
    }

    private void passTime() {
        clock.advance(Duration.ofSeconds(1));
        List<Runnable> due = List.copyOf(alarms);
        alarms.clear();
        due.forEach(Runnable::run);
    }

    private void write(int id, Optional<Duration> timeToLive) {
        writes++;
        String key = "/w" + writes;
        Bytes value = Bytes.utf8("by " + id);
        Set write = new Set(new Key(key), Kind.FILE, Optional.of(value), timeToLive.map(clock.instant()::plus));
        CompletableFuture<Void> unused = replication.replica(id).propose(write).thenAccept(applied -> {
            acknowledged.add(key);
            note(((Reply.Done) applied.reply()).event());
        });
    }

    private Optional<Feed> watch(int id, OptionalLong since) {
        Watched watched = replication.replica(id).watch(new Watch(Key.ROOT, true, since.isEmpty(), since));
        return watched instanceof Watched.Begun begun ? Optional.of(begun.feed()) : Optional.empty();
    }

    private static Optional<Event> takeAndClose(Feed feed) {
        Optional<Event> event = feed.take();
        feed.close();
        return event;
    }

    private void hear() {
        for (Feed feed : feeds) {
            for (Optional<Event> event = feed.take(); event.isPresent(); event = feed.take()) {
                note(event.get());
            }
        }
    }

    private void note(Event event) {
        Event known = events.putIfAbsent(event.node().modifiedIndex(), event);
        if (known != null && !known.equals(event)) {
            conflicts.add(known + " and " + event);
        }
    }
}
