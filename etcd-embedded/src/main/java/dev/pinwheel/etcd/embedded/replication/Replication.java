package dev.pinwheel.etcd.embedded.replication;

import dev.pinwheel.etcd.embedded.members.Membership;
import dev.pinwheel.etcd.embedded.store.Operation;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * What the members of a cluster do together: agree on commands, in one order, and carry them out.
 *
 * <p>As long as all is well every command is carried out by all members before its client is answered. Safe for use by
 * many threads: everything happens under one lock, and nobody is told of it before that is free.
 */
public final class Replication {
    private final Object lock = new Object();
    private final InstantSource clock;
    private final Alarm alarm;
    private final Duration requestTimeout;
    private final Peers peers;
    private final Leadership leadership;
    private final Log log = new Log();
    private long announcedTerm = Leadership.FIRST_TERM;
    private int sides;

    /**
     * Makes the replicas of a cluster that has just found itself: all members run, and the first one leads.
     *
     * @param membership who belongs to it
     * @param clock tells when nodes expire
     * @param timeouts how long to wait for what
     * @param alarm for what happens after a while
     */
    public Replication(Membership membership, InstantSource clock, Timeouts timeouts, Alarm alarm) {
        this.clock = clock;
        this.alarm = alarm;
        this.requestTimeout = timeouts.request();
        this.peers = new Peers(membership, clock, lock);
        this.leadership = new Leadership(peers, timeouts.election().toNanos());
    }

    /** Something that is done under the lock. */
    interface Turn<T, X extends Exception> {
        T take(Aftermath after) throws X;
    }

    /**
     * Returns what one member holds and answers.
     *
     * @param member its id
     * @return the replica
     * @throws IllegalArgumentException if it is none of those who founded the cluster
     */
    public Replica replica(long member) {
        return new Replica(this, leadership, peers.get(member), clock);
    }

    /**
     * Returns what can be done to one member.
     *
     * @param member its id
     * @return the controls
     * @throws IllegalArgumentException if it is none of those who founded the cluster
     */
    public Controls controls(long member) {
        return new Controls(this, leadership, peers.get(member));
    }

    /**
     * Returns who leads a majority.
     *
     * @return its id; empty while there is nobody
     */
    public Optional<Long> leader() {
        return ask(after -> leadership.leader().map(Peer::id));
    }

    /**
     * Cuts some members off from all others, but not from each other.
     *
     * @param members their ids
     */
    public void isolate(List<Long> members) {
        act(after -> {
            sides++;
            members.forEach(id -> peers.get(id).moveTo(sides));
            settle(after);
        });
    }

    /**
     * Has some members reach all others that are not cut off.
     *
     * @param members their ids
     */
    public void heal(List<Long> members) {
        act(after -> {
            members.forEach(id -> peers.get(id).moveTo(0));
            settle(after);
        });
    }

    /**
     * Lets expire what is due now, so that watchers hear of it although nobody asks for anything. Only a leader can.
     */
    public void expireDue() {
        act(after -> leadership.leader().ifPresent(leader -> expireDue(leader, after)));
    }

    /** Does something under the lock. */
    void act(Consumer<Aftermath> action) {
        ask(after -> {
            action.accept(after);
            return after;
        });
    }

    <T, X extends Exception> T ask(Turn<T, X> turn) throws X {
        Aftermath after = new Aftermath();
        try {
            synchronized (lock) {
                return turn.take(after);
            }
        } finally {
            after.tell();
        }
    }

    /** Draws the consequences of a change, or of time. */
    void settle(Aftermath after) {
        long now = System.nanoTime();
        leadership.settle(now);
        leadership.leader().ifPresent(leader -> serve(leader, now, after));
        leadership
                .nextDeadline()
                .ifPresent(
                        deadline -> alarm.set(Duration.ofNanos(Math.max(0, deadline - now)), () -> act(this::settle)));
    }

    CompletableFuture<Applied> propose(Peer proposer, Operation operation) {
        Command.Operate command = new Command.Operate(operation, clock.instant());
        long now = System.nanoTime();
        Proposal proposal = new Proposal(command, proposer, new CompletableFuture<>(), now + requestTimeout.toNanos());
        return ask(after -> {
            Optional<Peer> leader = leadership.leaderOf(proposer);
            if (leader.isPresent()) {
                commit(proposal, leader.get(), after);
            } else {
                defer(proposal);
            }
            return proposal.answer();
        });
    }

    boolean isFullyConnected(Peer peer) {
        return ask(after -> peers.members().allMatch(other -> other.isConnectedTo(peer)));
    }

    void expireDue(Peer leader, Aftermath after) {
        Instant now = clock.instant();
        boolean isDue = peers.reachedBy(leader).stream()
                .map(Peer::copy)
                .anyMatch(copy -> copy.applied() == log.end() && copy.hasDue(now));
        if (isDue) {
            commit(new Command.Expire(now), leader, after);
        }
    }

    void commit(Command command, Peer leader, Aftermath after) {
        log.append(command);
        distribute(leader, after);
    }

    /** Has a member carry out what it has received, unless it holds that back. */
    void catchUp(Peer peer, Aftermath after) {
        boolean getsOn = !peer.holdsBack();
        while (getsOn && peer.copy().applied() < peer.received()) {
            Optional<Command> next = log.at(peer.copy().applied() + 1);
            next.ifPresent(command -> peer.copy().apply(command, peer.belief().term(), after));
            getsOn = next.isPresent() || jump(peer);
        }
    }

    /** Has a member take over what the most advanced one that it reaches holds; says whether it got on by that. */
    boolean jump(Peer peer) {
        Copy own = peer.copy();
        Optional<Copy> snapshot = peers.reachedBy(peer).stream()
                .map(Peer::copy)
                .max(Comparator.comparingLong(Copy::applied))
                .filter(copy -> copy.applied() > own.applied());
        snapshot.ifPresent(own::recoverFrom);
        return snapshot.isPresent();
    }

    private void commit(Proposal proposal, Peer leader, Aftermath after) {
        proposal.proposer().copy().await(log.append(proposal.command()), proposal.answer());
        distribute(leader, after);
    }

    /**
     * What becomes of a proposal without a leader: it is taken by one that cannot serve it, waits for one, or is lost.
     */
    private void defer(Proposal proposal) {
        Peer proposer = proposal.proposer();
        if (proposer.belief().leader().isEmpty()) {
            proposer.proposals().park(proposal);
            return;
        }
        Peer believed = peers.get(proposer.belief().leader().get());
        boolean isLeader = believed.belief().isInItself()
                && believed.belief().term() == proposer.belief().term();
        if (isLeader && believed.isConnectedTo(proposer)) {
            believed.proposals().takeUndecided(proposal);
        }
    }

    private void serve(Peer leader, long now, Aftermath after) {
        distribute(leader, after);
        leader.proposals().removeUndecided().forEach(proposal -> commit(proposal, leader, after));
        if (leader.belief().term() > announcedTerm) {
            announcedTerm = leader.belief().term();
            commit(new Command.NewLeader(), leader, after);
        }
        for (Peer peer : peers.reachedBy(leader)) {
            if (peer.isToBeAnnounced()) {
                commit(new Command.InternalChanges(1), leader, after);
            }
            peer.proposals().removeParked(now).forEach(proposal -> commit(proposal, leader, after));
            peer.join(after);
        }
    }

    private void distribute(Peer leader, Aftermath after) {
        for (Peer peer : peers.reachedBy(leader)) {
            peer.receiveUpTo(log.end());
            catchUp(peer, after);
        }
        log.forgetUpTo(
                peers.members().mapToLong(peer -> peer.copy().applied()).min().orElse(0));
    }
}
