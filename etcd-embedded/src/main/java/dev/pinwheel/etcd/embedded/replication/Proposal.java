package dev.pinwheel.etcd.embedded.replication;

import dev.pinwheel.etcd.embedded.replication.Command.Operate;
import java.util.concurrent.CompletableFuture;

/**
 * What a client asked a member for, on its way to becoming a {@link Command} of all.
 *
 * @param command what to do
 * @param proposer who was asked
 * @param answer completed when the proposer has carried it out; perhaps never
 * @param deadline on the system's nano clock, when the client is told that nothing came of it
 */
record Proposal(Operate command, Peer proposer, CompletableFuture<Applied> answer, long deadline) {

    boolean isStillWanted(long now) {
        return now - deadline < 0;
    }
}
