package dev.pinwheel.etcd.embedded.store;

import java.time.Instant;
import java.util.Comparator;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/** All nodes, and the queue of those that will expire. Knows where nodes may be, not what clients may do. */
final class Tree {
    private static final Comparator<Entry> BY_EXPIRATION = Comparator.comparing(
                    (Entry entry) -> entry.expiration().orElse(Instant.MAX))
            .thenComparing(entry -> entry.key().path());

    private final DirectoryEntry root;
    private final NavigableSet<Entry> expiring = new TreeSet<>(BY_EXPIRATION);

    Tree() {
        this(new DirectoryEntry(Key.ROOT, 0));
    }

    private Tree(DirectoryEntry root) {
        this.root = root;
    }

    /** A tree of the same nodes that changes by itself. */
    Tree copy() {
        Tree copy = new Tree(root.copy());
        copy.queue(copy.root);
        return copy;
    }

    /**
     * The node at {@code key}.
     *
     * @throws Refusal naming the first file in the way, or the first key that is missing
     */
    Entry find(Key key) throws Refusal {
        Entry entry = root;
        for (Key step : key.lineage()) {
            DirectoryEntry directory = directory(entry);
            entry = directory.child(step.name()).orElseThrow(() -> Refusal.of(ErrorCode.KEY_NOT_FOUND, step));
        }
        return entry;
    }

    /**
     * The node at {@code key}, if any.
     *
     * @throws Refusal naming the first file in the way
     */
    Optional<Entry> lookUp(Key key) throws Refusal {
        Entry entry = root;
        for (Key step : key.lineage()) {
            Optional<Entry> child = directory(entry).child(step.name());
            if (child.isEmpty()) {
                return child;
            }
            entry = child.get();
        }
        return Optional.of(entry);
    }

    /** Puts a new node in its place, with the directories that lead there. */
    void insert(Entry entry, Optional<Instant> expiration) throws Refusal {
        DirectoryEntry parent = makeDirectories(entry.key().parent(), entry.createdIndex());
        parent.put(entry);
        schedule(entry, expiration);
    }

    void remove(Entry entry) throws Refusal {
        directory(find(entry.key().parent())).remove(entry);
        unschedule(entry);
    }

    /** Sets or takes away the expiration of a node that is in the tree. */
    void schedule(Entry entry, Optional<Instant> expiration) {
        expiring.remove(entry);
        entry.expireAt(expiration);
        if (expiration.isPresent()) {
            expiring.add(entry);
        }
    }

    /** The node whose time was over first, if any is over now. */
    Optional<Entry> nextExpired(Instant now) {
        return expiring.stream().findFirst().filter(entry -> entry.isOver(now));
    }

    // A file in the way is met before anything is made: what is made has nothing but new directories below it.
    private DirectoryEntry makeDirectories(Key key, long index) throws Refusal {
        DirectoryEntry directory = root;
        for (Key step : key.lineage()) {
            Optional<Entry> child = directory.child(step.name());
            if (child.isPresent()) {
                directory = directory(child.get());
            } else {
                DirectoryEntry made = new DirectoryEntry(step, index);
                directory.put(made);
                directory = made;
            }
        }
        return directory;
    }

    private void queue(Entry entry) {
        if (entry.expiration().isPresent()) {
            expiring.add(entry);
        }
        if (entry instanceof DirectoryEntry directory) {
            directory.children().forEach(this::queue);
        }
    }

    private void unschedule(Entry entry) {
        expiring.remove(entry);
        if (entry instanceof DirectoryEntry directory) {
            directory.children().forEach(this::unschedule);
        }
    }

    private static DirectoryEntry directory(Entry entry) throws Refusal {
        if (entry instanceof DirectoryEntry directory) {
            return directory;
        }
        throw Refusal.of(ErrorCode.NOT_A_DIRECTORY, entry.key());
    }
}
