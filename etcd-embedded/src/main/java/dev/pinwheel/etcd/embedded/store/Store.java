package dev.pinwheel.etcd.embedded.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The state that the members of a cluster agree on: the tree of nodes and the index.
 *
 * <p>A state machine: what it does depends on its operations and their times alone. Not thread-safe; see
 * {@link ReplicatedStore}.
 */
public final class Store {
    private final Tree tree = new Tree();
    private long index;

    /**
     * Makes an empty store.
     *
     * @param index the changes that have been made before any client could: those by which members found each other
     */
    public Store(long index) {
        this.index = index;
    }

    /**
     * Lets expire what is due, then carries one operation out.
     *
     * @param operation what to do
     * @param now the time; a clock that goes backwards does no harm
     * @return all that happened
     */
    public Outcome execute(Operation operation, Instant now) {
        List<Event> expired = expire(now);
        try {
            Event event = operation.applyTo(tree, new Moment(now, index + 1));
            if (event.action() != Action.GET) {
                index++;
            }
            return new Outcome(expired, new Reply.Done(event, index));
        } catch (Refusal refusal) {
            return new Outcome(expired, new Reply.Refused(refusal.at(index)));
        }
    }

    /** Counts a change that no client made, such as the news that a member has started. */
    public void countInternalChange() {
        index++;
    }

    private List<Event> expire(Instant now) {
        List<Event> events = new ArrayList<>();
        for (Optional<Entry> due = tree.nextExpired(now); due.isPresent(); due = tree.nextExpired(now)) {
            Entry entry = due.get();
            Node previous = entry.snapshot(now);
            removeExisting(entry);
            index++;
            events.add(Event.changed(Action.EXPIRE, entry.removedAt(index), previous));
        }
        return List.copyOf(events);
    }

    private void removeExisting(Entry entry) {
        try {
            tree.remove(entry);
        } catch (Refusal impossible) {
            throw new IllegalStateException(
                    "the queue holds a node that the tree does not: " + entry.key(), impossible);
        }
    }
}
