package dev.pinwheel.etcd.embedded.store;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The store that all members of a cluster share, behind one lock: one history, in which every member is always up to
 * date.
 *
 * <p>Safe for use by many threads. Events are put in the feeds of their watches under the lock, so all see them in one
 * order; that they are there is told without it.
 */
public final class ReplicatedStore {
    private final Object lock = new Object();
    private final InstantSource clock;
    private final Store store;
    private final Map<Long, Feed> feeds = new HashMap<>();
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
        for (int i = 0; i < members; i++) {
            store.count(Counter.CREATE_SUCCESS);
            store.count(Counter.SETS_SUCCESS);
        }
        store.count(Counter.SETS_SUCCESS);
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

    /** What became of a watch. */
    public sealed interface Watched {

        /**
         * It has begun.
         *
         * @param feed where its events come; to be closed by the caller
         * @param index the store's index when it began
         * @param raftIndex entries of the raft log so far
         */
        record Begun(Feed feed, long index, long raftIndex) implements Watched {}

        /**
         * It cannot be.
         *
         * @param error why
         */
        record Refused(KeysError error) implements Watched {}
    }

    /**
     * Carries one operation out.
     *
     * @param operation what to do
     * @return what became of it
     */
    public Applied apply(Operation operation) {
        Instant now = clock.instant();
        Collection<Feed> fed;
        Applied applied;
        synchronized (lock) {
            if (operation.isProposed()) {
                raftIndex++;
            }
            Outcome outcome = store.execute(operation, now);
            fed = feed(outcome.deliveries());
            applied = new Applied(outcome.reply(), raftIndex);
        }
        fed.forEach(Feed::announce);
        return applied;
    }

    /**
     * Begins a watch.
     *
     * @param watch what for
     * @return what became of it
     */
    public Watched watch(Watch watch) {
        expireDue();
        synchronized (lock) {
            Registration registration = store.watch(watch);
            if (registration instanceof Registration.Refused refused) {
                return new Watched.Refused(refused.error());
            }
            if (registration instanceof Registration.Found found) {
                Feed feed = new Feed(List.of(found.event()), () -> {});
                return new Watched.Begun(feed, found.index(), raftIndex);
            }
            Registration.Waiting waiting = (Registration.Waiting) registration;
            Feed feed = new Feed(List.of(), () -> drop(waiting.watcher()));
            feeds.put(waiting.watcher(), feed);
            return new Watched.Begun(feed, waiting.index(), raftIndex);
        }
    }

    /** Lets expire what is due now, so that watchers hear of it although nobody asks for anything. */
    public void expireDue() {
        Instant now = clock.instant();
        Collection<Feed> fed;
        synchronized (lock) {
            fed = feed(store.expire(now));
        }
        fed.forEach(Feed::announce);
    }

    /**
     * Counts changes that members make among themselves: by their starts, and of users, roles and members.
     *
     * @param changes how many
     */
    public void countInternalChanges(int changes) {
        synchronized (lock) {
            for (int i = 0; i < changes; i++) {
                raftIndex++;
                store.countInternalChange();
            }
        }
    }

    /**
     * Counts a read that is no operation of a client's.
     *
     * @param counter which kind
     */
    public void count(Counter counter) {
        synchronized (lock) {
            store.count(counter);
        }
    }

    /**
     * Returns what has been counted so far.
     *
     * @return a number for every counter
     */
    public Map<Counter, Long> counts() {
        synchronized (lock) {
            return store.counts();
        }
    }

    // Called under the lock, as drop() may be: it is reentrant.
    private Collection<Feed> feed(List<Delivery> deliveries) {
        Collection<Feed> fed = new LinkedHashSet<>();
        for (Delivery delivery : deliveries) {
            Optional.ofNullable(feeds.get(delivery.watcher())).ifPresent(feed -> {
                fed.add(feed);
                if (!feed.offer(delivery.event())) {
                    drop(delivery.watcher());
                }
            });
        }
        return fed;
    }

    private void drop(long watcher) {
        synchronized (lock) {
            store.unwatch(watcher);
            feeds.remove(watcher);
        }
    }
}
