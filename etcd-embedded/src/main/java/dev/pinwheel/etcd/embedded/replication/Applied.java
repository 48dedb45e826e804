package dev.pinwheel.etcd.embedded.replication;

import dev.pinwheel.etcd.embedded.store.Reply;

/**
 * What became of an operation at the member that was asked.
 *
 * @param reply of its store
 * @param raftIndex entries of the raft log that it has carried out
 * @param raftTerm the last election that it knows of
 */
public record Applied(Reply reply, long raftIndex, long raftTerm) {}
