package dev.pinwheel.etcd.embedded.store;

import java.time.Instant;
import java.util.Optional;

/** What kind of node a client wants made. */
public enum Kind {
    /** A key with a value. */
    FILE,
    /** A key that holds keys; a value given with it is ignored. */
    DIRECTORY;

    // Times before this one come from sums that ran over the end of 64 bits; etcd takes them for "never".
    private static final Instant EARLIEST_EXPIRATION = Instant.parse("2000-01-01T00:00:00Z");

    /** Makes a node of this kind where nothing is, and returns it as the answer shows it. */
    Node make(Tree tree, Key key, Bytes value, Optional<Instant> expiration, Moment moment) throws Refusal {
        Entry entry = this == FILE
                ? new FileEntry(key, value, moment.nextIndex())
                : new DirectoryEntry(key, moment.nextIndex());
        tree.insert(entry, expiration.filter(end -> !end.isBefore(EARLIEST_EXPIRATION)));
        return entry.snapshot(moment.now());
    }
}
