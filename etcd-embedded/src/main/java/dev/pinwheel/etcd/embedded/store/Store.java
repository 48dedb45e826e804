package dev.pinwheel.etcd.embedded.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One member's copy of the state that a cluster agrees on: the tree of nodes, the index, the last changes and those who
 * wait for the next ones.
 *
 * <p>A state machine: what it does depends on its operations and their times alone, so copies that carry out the same
 * are the same. It tells nobody anything itself, but returns who is to be told what. Not thread-safe.
 */
public final class Store {
    private final Watchers watchers = new Watchers();
    private Tree tree = new Tree();
    private History history = new History();
    private Statistics statistics = new Statistics();
    private long index;

    /**
     * Makes an empty store.
     *
     * @param index the changes that have been made before any client could: those by which members found each other
     */
    public Store(long index) {
        for (long change = 1; change <= index; change++) {
            countInternalChange();
        }
    }

    /**
     * Lets expire what is due, then carries one operation out.
     *
     * @param operation what to do
     * @param now the time; a clock that goes backwards does no harm
     * @return all that happened
     */
    public Outcome execute(Operation operation, Instant now) {
        List<Event> expired = new ArrayList<>();
        List<Delivery> deliveries = new ArrayList<>();
        expire(now, expired, deliveries);
        Reply reply = carryOut(operation, now, deliveries);
        return new Outcome(List.copyOf(expired), reply, List.copyOf(deliveries));
    }

    /**
     * Reads what is there, even if its time is over.
     *
     * @param read what to read
     * @param now the time
     * @return how it ended
     */
    public Reply read(Get read, Instant now) {
        return carryOut(read, now, new ArrayList<>());
    }

    /**
     * Says whether anything is due to expire.
     *
     * @param now the time
     * @return true if {@link #expire} would do something
     */
    public boolean hasDue(Instant now) {
        return tree.nextExpired(now).isPresent();
    }

    /**
     * Lets expire what is due, as any operation does first.
     *
     * @param now the time
     * @return what watchers are to be told
     */
    public List<Delivery> expire(Instant now) {
        List<Delivery> deliveries = new ArrayList<>();
        expire(now, new ArrayList<>(), deliveries);
        return List.copyOf(deliveries);
    }

    /**
     * Looks for an event, and waits for it if it has not happened yet.
     *
     * @param watch what for
     * @return the event, or who waits
     */
    public Registration watch(Watch watch) {
        long since = watch.since().orElse(index + 1);
        try {
            Optional<Event> found = history.firstFor(watch, since);
            return found.isPresent()
                    ? new Registration.Found(found.get(), index)
                    : new Registration.Waiting(watchers.add(watch, since).id(), index);
        } catch (Refusal refusal) {
            return new Registration.Refused(refusal.at(index));
        }
    }

    /**
     * Forgets a watcher.
     *
     * @param watcher its id; nothing happens if nobody has it any more
     */
    public void unwatch(long watcher) {
        watchers.remove(watcher);
    }

    /**
     * Takes over all that another copy holds, and tells nobody: those who wait here go on waiting for events after
     * that, and never hear of what they missed. So etcd does it when a member catches up by a snapshot.
     *
     * @param snapshot the other copy; stays as it is
     */
    public void recoverFrom(Store snapshot) {
        tree = snapshot.tree.copy();
        history = snapshot.history.copy();
        statistics = snapshot.statistics.copy();
        index = snapshot.index;
    }

    /** Counts a change that no client made to a key, such as the news that a member has started. */
    public void countInternalChange() {
        index++;
        history.addSilent(index);
    }

    /**
     * Counts a read that is no operation of a client's.
     *
     * @param counter which kind
     */
    public void count(Counter counter) {
        statistics.count(counter);
    }

    /**
     * Returns what has been counted so far.
     *
     * @return a number for every counter
     */
    public Map<Counter, Long> counts() {
        return statistics.counts(watchers.count());
    }

    private Reply carryOut(Operation operation, Instant now, List<Delivery> deliveries) {
        try {
            Effect effect = operation.applyTo(tree, new Moment(now, index + 1));
            record(effect, deliveries);
            statistics.countSuccess(operation);
            return new Reply.Done(effect.event(), index);
        } catch (Refusal refusal) {
            KeysError error = refusal.at(index);
            statistics.countRefusal(operation, error.code());
            return new Reply.Refused(error);
        }
    }

    private void record(Effect effect, List<Delivery> deliveries) {
        if (effect instanceof Effect.Changed changed) {
            index++;
            history.add(changed.event());
            deliveries.addAll(watchers.tell(changed.event(), changed.gone()));
        } else if (effect instanceof Effect.Refreshed) {
            countInternalChange();
        }
    }

    private void expire(Instant now, List<Event> events, List<Delivery> deliveries) {
        for (Optional<Entry> due = tree.nextExpired(now); due.isPresent(); due = tree.nextExpired(now)) {
            Entry entry = due.get();
            Node previous = entry.snapshot(now);
            removeExisting(entry);
            Event event = Event.changed(Action.EXPIRE, entry.removedAt(index + 1), previous);
            record(new Effect.Changed(event, entry.keys()), deliveries);
            statistics.count(Counter.EXPIRE_COUNT);
            events.add(event);
        }
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
