package dev.pinwheel.etcd.embedded.http;

import dev.pinwheel.etcd.embedded.auth.SharedAccounts;
import dev.pinwheel.etcd.embedded.members.Membership;
import dev.pinwheel.etcd.embedded.store.ReplicatedStore;
import java.time.Instant;
import java.time.InstantSource;

/**
 * What all members of a cluster share.
 *
 * @param id as a number that is never negative; shown in hexadecimal
 * @param raftTerm how many elections there were
 * @param started when it found its leader
 * @param members who belongs to it
 * @param accounts who may do what
 * @param store what it holds
 * @param clock what its times are counted by
 */
public record Cluster(
        long id,
        long raftTerm,
        Instant started,
        Membership members,
        SharedAccounts accounts,
        ReplicatedStore store,
        InstantSource clock) {
    private static final long FIRST_TERM = 2;

    /**
     * Makes a cluster that has just found its leader.
     *
     * @param id as a number that is never negative
     * @param members who belongs to it
     * @param clock what its times are counted by
     * @return the cluster, with an empty store and without users
     */
    public static Cluster of(long id, Membership members, InstantSource clock) {
        ReplicatedStore store = new ReplicatedStore(members.all().size(), clock);
        return new Cluster(id, FIRST_TERM, clock.instant(), members, new SharedAccounts(store), store, clock);
    }

    String hexId() {
        return Long.toHexString(id);
    }
}
