package dev.pinwheel.etcd.embedded.replication;

import dev.pinwheel.etcd.embedded.members.Member;
import dev.pinwheel.etcd.embedded.members.Membership;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Who reaches whom. Members that were added but never ran count among those who are to agree. Only used under the
 * cluster's lock.
 */
final class Peers {
    private final Membership membership;
    private final List<Peer> founders = new ArrayList<>();

    /** The founders, all of them running, with the first of them as leader. */
    Peers(Membership membership, InstantSource clock, Object lock) {
        this.membership = membership;
        List<Member> members = membership.all();
        long leader = members.get(0).id();
        for (Member member : members) {
            Copy copy = new Copy(members.size(), lock);
            founders.add(new Peer(member.id(), copy, new Belief(member.id(), leader, clock)));
        }
    }

    Peer get(long id) {
        return founders.stream()
                .filter(peer -> peer.id() == id)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no member has the id " + Long.toHexString(id)));
    }

    /** Those who run and have not been removed. */
    List<Peer> running() {
        return members().filter(Peer::isRunning).toList();
    }

    /** Those who still belong to the cluster, whatever state they are in. */
    Stream<Peer> members() {
        return founders.stream().filter(peer -> membership.find(peer.id()).isPresent());
    }

    int count() {
        return membership.size();
    }

    boolean reach(Peer one, Peer other) {
        return one.isRunning() && other.isRunning() && one.isConnectedTo(other);
    }

    List<Peer> reachedBy(Peer peer) {
        return members().filter(other -> reach(peer, other)).toList();
    }

    boolean reachesMajority(Peer peer) {
        return reachedBy(peer).size() > count() / 2;
    }
}
