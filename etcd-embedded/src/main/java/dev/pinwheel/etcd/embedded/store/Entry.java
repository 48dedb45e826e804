package dev.pinwheel.etcd.embedded.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A node in the tree, as the store changes it. Its expiration is the business of {@link Tree}, which also keeps the
 * queue.
 */
abstract sealed class Entry permits FileEntry, DirectoryEntry {
    private final Key key;
    private final long createdIndex;
    private @Nullable Instant expiration;

    Entry(Key key, long createdIndex) {
        this.key = key;
        this.createdIndex = createdIndex;
    }

    /** The same node with all below it, as another tree may hold it. */
    abstract Entry copy();

    /** What a client sees of it, without children. */
    abstract Node.Content content();

    /** What a client sees of it when it is gone. */
    abstract Node.Content contentWhenGone();

    abstract long modifiedIndex();

    /** The keys of this node and of all below it. */
    abstract List<Key> keys();

    final Key key() {
        return key;
    }

    final long createdIndex() {
        return createdIndex;
    }

    final Optional<Instant> expiration() {
        return Optional.ofNullable(expiration);
    }

    final void expireAt(Optional<Instant> instant) {
        this.expiration = instant.orElse(null);
    }

    final boolean isOver(Instant now) {
        return expiration != null && !expiration.isAfter(now);
    }

    /** This node now, without children. */
    final Node snapshot(Instant now) {
        return snapshot(now, content());
    }

    final Node snapshot(Instant now, Node.Content content) {
        return new Node(key, content, timeToLive(now), modifiedIndex(), createdIndex);
    }

    /** This node as the answer to an update shows it: with the index of the update, which a directory does not keep. */
    final Node snapshotAt(Moment moment) {
        return new Node(key, content(), timeToLive(moment.now()), moment.nextIndex(), createdIndex);
    }

    /** This node once the change at {@code index} has removed it. */
    final Node removedAt(long index) {
        return new Node(key, contentWhenGone(), Optional.empty(), index, createdIndex);
    }

    private Optional<TimeToLive> timeToLive(Instant now) {
        return expiration().map(instant -> TimeToLive.until(instant, now));
    }
}
