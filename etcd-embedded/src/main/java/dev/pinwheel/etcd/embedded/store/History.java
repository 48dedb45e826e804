package dev.pinwheel.etcd.embedded.store;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** The last changes of the whole store, also those that nobody is told of: they take their room, too. */
final class History {
    private static final int CAPACITY = 1000;

    private final Deque<Recorded> changes = new ArrayDeque<>(CAPACITY);

    private record Recorded(long index, Optional<Event> event) {}

    /** The same changes, to which others are added from now on. */
    History copy() {
        History copy = new History();
        copy.changes.addAll(changes);
        return copy;
    }

    void add(Event event) {
        add(new Recorded(event.index(), Optional.of(event)));
    }

    /** Adds a change of which nobody is told: a refresh, or one that no client made. */
    void addSilent(long index) {
        add(new Recorded(index, Optional.empty()));
    }

    /**
     * The first event that a watcher hears of if it asks for those since {@code index}, an unsigned number.
     *
     * @throws Refusal if there may have been one that is forgotten
     */
    Optional<Event> firstFor(Watch watch, long index) throws Refusal {
        long oldest = changes.isEmpty() ? 0 : changes.getFirst().index();
        if (Long.compareUnsigned(index, oldest) < 0) {
            throw Refusal.historyCleared(oldest, index);
        }
        return changes.stream()
                .filter(change -> Long.compareUnsigned(change.index(), index) >= 0)
                .flatMap(change -> change.event().stream())
                .filter(event -> concerns(event, watch))
                .findFirst();
    }

    private void add(Recorded change) {
        if (changes.size() == CAPACITY) {
            changes.removeFirst();
        }
        changes.addLast(change);
    }

    // Other than live watchers, these hear of hidden nodes, and of a removed directory by nothing but the beginning of
    // its name: the removal of /foo is told below /foobar as well. So etcd does it.
    private static boolean concerns(Event event, Watch watch) {
        Key key = event.node().key();
        return key.equals(watch.key())
                || (watch.recursive() && key.isBelow(watch.key()))
                || (event.removesDirectory() && watch.key().path().startsWith(key.path()));
    }
}
