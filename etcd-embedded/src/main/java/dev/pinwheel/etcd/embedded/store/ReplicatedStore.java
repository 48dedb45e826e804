package dev.pinwheel.etcd.embedded.store;

import java.time.Instant;
import java.time.InstantSource;

/**
 * The store that all members of a cluster share, behind one lock: one history, in which every member is always up to
 * date.
 *
 * <p>Safe for use by many threads.
 */
public final class ReplicatedStore {
    private final Object lock = new Object();
    private final InstantSource clock;
    private final Store store;
    private long raftIndex;

    /**
     * Makes the store of a cluster that has just found itself.
     *
     * @param members how many founded it
     * @param clock tells when nodes expire
     */
    public ReplicatedStore(int members, InstantSource clock) {
        // Each member is added, then tells its name; the cluster's version comes last. So a fresh single member is at
        // index 3.
        long foundation = 2L * members + 1;
        this.clock = clock;
        this.store = new Store(foundation);
        // The election of the first leader takes an entry of the raft log, but no index.
        this.raftIndex = foundation + 1;
    }

    /**
     * What became of an operation.
     *
     * @param reply of the store
     * @param raftIndex entries of the raft log so far
     */
    public record Applied(Reply reply, long raftIndex) {}

    /**
     * Carries one operation out.
     *
     * @param operation what to do
     * @return what became of it
     */
    public Applied apply(Operation operation) {
        Instant now = clock.instant();
        synchronized (lock) {
            if (operation.isProposed()) {
                raftIndex++;
            }
            Outcome outcome = store.execute(operation, now);
            return new Applied(outcome.reply(), raftIndex);
        }
    }

    /** Counts the change by which a member that has started again tells its name. */
    public void memberRestarted() {
        synchronized (lock) {
            raftIndex++;
            store.countInternalChange();
        }
    }
}
