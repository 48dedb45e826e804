package dev.pinwheel.etcd.embedded.replication;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Who leads, and when another is elected. Moments are those of the system's nano clock. Only used under the cluster's
 * lock.
 */
final class Leadership {
    static final long FIRST_TERM = 2;

    private final Peers peers;
    private final long patience;
    private long term = FIRST_TERM;
    private OptionalLong electionDue = OptionalLong.empty();

    /** @param patience nanoseconds without a leader until members believe in it no more and elect another */
    Leadership(Peers peers, long patience) {
        this.peers = peers;
        this.patience = patience;
    }

    /** The one that can get something agreed on. */
    Optional<Peer> leader() {
        return peers.running().stream()
                .filter(peer ->
                        peer.belief().isInItself() && peer.belief().term() == term && peers.reachesMajority(peer))
                .findFirst();
    }

    /** The same, if a member reaches it. */
    Optional<Peer> leaderOf(Peer peer) {
        return leader().filter(leader -> peers.reach(peer, leader));
    }

    /** Draws the consequences of who reaches whom by now. */
    void settle(long now) {
        List<Peer> running = peers.running();
        running.forEach(peer -> peers.reachedBy(peer)
                .forEach(other -> peer.learnOf(other.belief().term())));
        if (leader().isPresent()) {
            electionDue = OptionalLong.empty();
        } else {
            electIfDue(now);
        }
        for (Peer peer : running) {
            leaderOf(peer).ifPresentOrElse(peer::follow, () -> peer.belief().miss(now, patience));
        }
    }

    /** When to settle again although nothing happens; empty for never. */
    OptionalLong nextDeadline() {
        Stream<OptionalLong> beliefs =
                peers.running().stream().map(peer -> peer.belief().end(patience));
        return Stream.concat(beliefs, Stream.of(electionDue))
                .flatMapToLong(OptionalLong::stream)
                .min();
    }

    /** Makes a member the leader, if it reaches a majority; says whether it leads. */
    boolean transferTo(Peer peer) {
        boolean isEligible = peers.reachesMajority(peer);
        if (isEligible && leader().filter(peer::equals).isEmpty()) {
            elect(peer);
        }
        return isEligible;
    }

    private void elect(Peer winner) {
        term++;
        winner.belief().win(term);
        electionDue = OptionalLong.empty();
    }

    private void electIfDue(long now) {
        Optional<Peer> candidate = peers.running().stream()
                .filter(peers::reachesMajority)
                // The first of those who know most.
                .min(Comparator.comparingLong(
                        (Peer peer) -> -peer.received() - peer.proposals().undecided()));
        if (candidate.isEmpty()) {
            electionDue = OptionalLong.empty();
            return;
        }
        if (electionDue.isEmpty()) {
            // A single member has nobody to wait for.
            electionDue = OptionalLong.of(now + (peers.count() == 1 ? 0 : patience));
        }
        if (now - electionDue.getAsLong() >= 0) {
            elect(candidate.get());
        }
    }
}
