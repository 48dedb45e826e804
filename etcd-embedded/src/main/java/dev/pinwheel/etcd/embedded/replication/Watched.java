package dev.pinwheel.etcd.embedded.replication;

import dev.pinwheel.etcd.embedded.store.KeysError;

/** What became of a wish to watch. */
public sealed interface Watched {

    /**
     * It has begun.
     *
     * @param feed where its events come; to be closed by the caller
     * @param index the store's index when it began
     * @param raftIndex entries of the raft log that the member has carried out
     * @param raftTerm the last election that it knows of
     */
    record Begun(Feed feed, long index, long raftIndex, long raftTerm) implements Watched {}

    /**
     * It cannot be.
     *
     * @param error why
     */
    record Refused(KeysError error) implements Watched {}
}
