package dev.pinwheel.etcd.embedded.replication;

import dev.pinwheel.etcd.embedded.store.Counter;
import dev.pinwheel.etcd.embedded.store.Get;
import dev.pinwheel.etcd.embedded.store.Operation;
import dev.pinwheel.etcd.embedded.store.Watch;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;

/**
 * What one member holds, and how it takes part.
 *
 * <p>Safe for use by many threads.
 */
public final class Replica {
    private final Replication replication;
    private final Leadership leadership;
    private final Peer peer;
    private final InstantSource clock;

    Replica(Replication replication, Leadership leadership, Peer peer, InstantSource clock) {
        this.replication = replication;
        this.leadership = leadership;
        this.peer = peer;
        this.clock = clock;
    }

    /**
     * A change of what all members share, which takes indexes.
     *
     * @param <T> what comes of it
     * @param <X> how it may be refused
     */
    @FunctionalInterface
    public interface SharedChange<T, X extends Exception> {

        /**
         * Makes it.
         *
         * @param internalChanges to be told how many indexes it takes
         * @return what comes of it
         * @throws X if a rule forbids it
         */
        T make(IntConsumer internalChanges) throws X;
    }

    /**
     * Has all members carry out an operation.
     *
     * @param operation what to do
     * @return completed once this member has carried it out, which is at once if all is well; never, if nothing comes
     *     of it. To be read only
     */
    public CompletableFuture<Applied> propose(Operation operation) {
        return replication.propose(peer, operation);
    }

    /**
     * Reads what this member holds, however old it is.
     *
     * @param read what to read
     * @return what was read
     */
    public Applied read(Get read) {
        return replication.ask(after -> {
            leadership.leaderOf(peer).ifPresent(leader -> replication.expireDue(leader, after));
            return peer.copy().read(read, clock.instant(), peer.belief().term());
        });
    }

    /**
     * Watches what this member carries out.
     *
     * @param watch what for
     * @return what became of it
     */
    public Watched watch(Watch watch) {
        return replication.ask(after -> {
            leadership.leaderOf(peer).ifPresent(leader -> replication.expireDue(leader, after));
            return peer.copy().watch(watch, peer.belief().term());
        });
    }

    /**
     * Changes what all members share, if they can agree on it now.
     *
     * @param change what to do; called under the lock, so it must not call back
     * @param <T> what comes of it
     * @param <X> how it may be refused
     * @return what came of it; empty if nothing was done because they cannot agree
     * @throws X if a rule forbids it
     */
    public <T, X extends Exception> Optional<T> change(SharedChange<T, X> change) throws X {
        return replication.ask(after -> {
            Optional<Peer> leader = leadership.leaderOf(peer);
            if (leader.isEmpty()) {
                return Optional.<T>empty();
            }
            try {
                return Optional.of(change.make(count -> {
                    if (count > 0) {
                        replication.commit(new Command.InternalChanges(count), leader.get(), after);
                    }
                }));
            } finally {
                replication.settle(after);
            }
        });
    }

    /**
     * Says whether this member gets something agreed on and carried out now.
     *
     * @return false without a leader that reaches a majority, or while this member holds back
     */
    public boolean isServing() {
        return replication.ask(after -> leadership.leaderOf(peer).isPresent() && !peer.holdsBack());
    }

    /**
     * Returns whom this member believes to lead, which may be wrong for a while.
     *
     * @return its id; empty if it knows of nobody
     */
    public Optional<Long> leader() {
        return replication.ask(after -> peer.belief().leader());
    }

    /**
     * Returns whom this member names as its leader in its statistics, which is worth even less.
     *
     * @return never empty: a member that misses its leader names itself
     */
    public Reported reported() {
        return replication.ask(after -> peer.belief().reported());
    }

    /**
     * Says whether this member has found a leader since its start.
     *
     * @return true from then on, even when it has lost it
     */
    public boolean hasJoined() {
        return replication.ask(after -> peer.hasJoined());
    }

    /**
     * Says whether this member reaches all others, paused ones included.
     *
     * @return false if one is killed or cut off
     */
    public boolean isFullyConnected() {
        return replication.isFullyConnected(peer);
    }

    /**
     * Has something done once this member has found a leader for the first time since its start: at once if it has.
     *
     * @param task what to do, on the thread of whoever brought it about
     */
    public void whenJoined(Runnable task) {
        replication.act(after -> {
            if (peer.hasJoined()) {
                after.call(task);
            } else {
                peer.whenJoined(task);
            }
        });
    }

    /**
     * Counts a read that is no operation of a client's.
     *
     * @param counter which kind
     */
    public void count(Counter counter) {
        replication.act(after -> peer.copy().count(counter));
    }

    /**
     * Returns what this member has counted so far.
     *
     * @return a number for every counter
     */
    public Map<Counter, Long> counts() {
        return replication.ask(after -> peer.copy().counts());
    }
}
