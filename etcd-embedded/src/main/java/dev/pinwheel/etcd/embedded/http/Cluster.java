package dev.pinwheel.etcd.embedded.http;

import dev.pinwheel.etcd.embedded.auth.SharedAccounts;
import dev.pinwheel.etcd.embedded.members.Membership;
import dev.pinwheel.etcd.embedded.replication.Alarm;
import dev.pinwheel.etcd.embedded.replication.Replication;
import dev.pinwheel.etcd.embedded.replication.Timeouts;
import java.time.Duration;
import java.time.InstantSource;

/**
 * What all members of a cluster have in common.
 *
 * @param id as a number that is never negative; shown in hexadecimal
 * @param members who belongs to it
 * @param accounts who may do what
 * @param replication how they agree
 * @param requestTimeout how long a request waits for the others
 * @param clock what its times are counted by
 */
public record Cluster(
        long id,
        Membership members,
        SharedAccounts accounts,
        Replication replication,
        Duration requestTimeout,
        InstantSource clock) {

    /**
     * Makes a cluster that has just found its leader.
     *
     * @param id as a number that is never negative
     * @param members who belongs to it
     * @param clock what its times are counted by
     * @param timeouts how long its members wait for each other
     * @param alarm for what they do after a while
     * @return the cluster, with an empty store and without users
     */
    public static Cluster of(long id, Membership members, InstantSource clock, Timeouts timeouts, Alarm alarm) {
        Replication replication = new Replication(members, clock, timeouts, alarm);
        return new Cluster(id, members, new SharedAccounts(), replication, timeouts.request(), clock);
    }

    String hexId() {
        return Long.toHexString(id);
    }
}
