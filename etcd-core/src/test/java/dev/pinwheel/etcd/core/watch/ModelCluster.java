package dev.pinwheel.etcd.core.watch;

import dev.pinwheel.etcd.core.dispatch.ErrorBody;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Members that follow one log, each at its own distance, with short histories, and at most one poll. */
final class ModelCluster {
    private final int history;
    private final List<Member> members = new ArrayList<>();
    private ModelStore store = new ModelStore();
    private String id = "c1";
    private Optional<OpenPoll> poll = Optional.empty();

    private static final class Member {
        long applied;
        long forgotten;
    }

    /** A poll that the member has registered; an event, once there is one, is on its way to the client. */
    private record OpenPoll(
            int member, long wanted, Scope scope, long registeredAt, Optional<PollEnd.Event> onItsWay) {}

    ModelCluster(int size, int history) {
        this.history = history;
        for (int i = 0; i < size; i++) {
            members.add(new Member());
        }
        store.internal();
        members.forEach(member -> member.applied = 1);
    }

    ModelStore store() {
        return store;
    }

    String id() {
        return id;
    }

    /** The member applies the next entries of the log one by one, and wakes who waits. */
    void apply(int number, long count) {
        Member member = members.get(number % members.size());
        for (long i = 0; i < count && member.applied < store.index(); i++) {
            member.applied++;
            long index = member.applied;
            poll = poll.map(open -> members.get(open.member()) == member
                            && open.onItsWay().isEmpty()
                            && index >= open.wanted()
                            && store.wakes(index, open.scope())
                    ? new OpenPoll(
                            open.member(),
                            open.wanted(),
                            open.scope(),
                            open.registeredAt(),
                            store.at(index).event())
                    : open);
        }
    }

    void applyAll() {
        for (int i = 0; i < members.size(); i++) {
            apply(i, Long.MAX_VALUE);
        }
    }

    /** The member catches up at one blow, and wakes nobody. */
    void applySnapshot(int number) {
        members.get(number % members.size()).applied = store.index();
    }

    /** The member restarts; polls there are cut, and it may remember less than before. Tells whether one was cut. */
    boolean restart(int number, long remembered) {
        Member member = members.get(number % members.size());
        member.forgotten = Math.max(member.forgotten, member.applied - remembered);
        if (poll.filter(open -> members.get(open.member()) == member).isPresent()) {
            poll = Optional.empty();
            return true;
        }
        return false;
    }

    /** All members restart from a backup that ends at an index. */
    void restore(long index, String newId) {
        store = store.restoredTo(index);
        id = newId;
        poll = Optional.empty();
        members.forEach(member -> {
            member.applied = index;
            member.forgotten = Math.min(member.forgotten, index);
        });
    }

    void abandonPoll() {
        poll = Optional.empty();
    }

    URI endpoint(int number) {
        return URI.create("http://m" + number % members.size() + ":2379");
    }

    /** The head, or the refusal, that a poll is answered with. */
    Object open(int number, long wanted, Scope scope, Duration now) {
        int index = number % members.size();
        Member member = members.get(index);
        long oldest = Math.max(1, Math.max(member.applied - history, member.forgotten) + 1);
        if (wanted < oldest) {
            return new PollEnd.Refused(
                    new ErrorBody(401, "The event in requested index is outdated and cleared", "", member.applied),
                    id,
                    endpoint(number));
        }
        Optional<PollEnd.Event> found = Optional.empty();
        for (long i = wanted; i <= member.applied && found.isEmpty(); i++) {
            if (store.isInHistoryFor(i, scope)) {
                found = store.at(i).event();
            }
        }
        poll = Optional.of(new OpenPoll(index, wanted, scope, member.applied, found));
        return new PollHead(endpoint(number), id, member.applied, PollHead.Route.DIRECT, now);
    }

    /** The event that has arrived at the client, if there is one. */
    Optional<PollEnd.Event> take() {
        Optional<PollEnd.Event> event = poll.flatMap(OpenPoll::onItsWay);
        if (event.isPresent()) {
            poll = Optional.empty();
        }
        return event;
    }

    /** Whether the client can see silence: what a history gives comes right behind the head. */
    boolean isSilent() {
        return poll.filter(open -> open.onItsWay()
                        .filter(event -> event.node().modifiedIndex() <= open.registeredAt())
                        .isEmpty())
                .isPresent();
    }

    /** Linearizable, so at the end of the log. */
    ReadEnd.Found read(int number, String key) {
        return new ReadEnd.Found(endpoint(number), id, store.index(), store.get(key));
    }
}
