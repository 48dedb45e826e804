package dev.pinwheel.etcd.embedded.replication;

import dev.pinwheel.etcd.embedded.store.Operation;
import java.time.Instant;

/** Something that all members carry out, in one order. */
sealed interface Command {

    /** Something that a client asked for, with the time at which it did. */
    record Operate(Operation operation, Instant now) implements Command {}

    /** The end of what is due, by the clock of the leader. Takes no entry of the raft log, and so no index of it. */
    record Expire(Instant now) implements Command {}

    /** Changes that members make among themselves: by their starts, and of users, roles and members. */
    record InternalChanges(int count) implements Command {}

    /** The election of a leader: takes an entry of the raft log, but no index. */
    record NewLeader() implements Command {}
}
