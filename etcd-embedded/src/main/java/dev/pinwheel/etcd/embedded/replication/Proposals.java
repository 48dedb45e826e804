package dev.pinwheel.etcd.embedded.replication;

import java.util.ArrayList;
import java.util.List;

/**
 * What a member has been asked for and could not pass on. Such a write may still be carried out, even after its client
 * was told of a time-out: nobody can take back what a leader has taken.
 */
final class Proposals {
    private final List<Proposal> undecided = new ArrayList<>();
    private final List<Proposal> parked = new ArrayList<>();

    /** Taken by a leader that does not reach the others: carried out if it leads again before anybody else does. */
    void takeUndecided(Proposal proposal) {
        undecided.add(proposal);
    }

    /** Waits for a leader, until its client waits no more. */
    void park(Proposal proposal) {
        parked.add(proposal);
    }

    int undecided() {
        return undecided.size();
    }

    List<Proposal> removeUndecided() {
        return emptied(undecided);
    }

    List<Proposal> removeParked(long now) {
        return emptied(parked).stream()
                .filter(proposal -> proposal.isStillWanted(now))
                .toList();
    }

    void dropUndecided() {
        undecided.clear();
    }

    void clear() {
        undecided.clear();
        parked.clear();
    }

    private static List<Proposal> emptied(List<Proposal> proposals) {
        List<Proposal> all = List.copyOf(proposals);
        proposals.clear();
        return all;
    }
}
