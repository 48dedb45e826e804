package dev.pinwheel.etcd.embedded.replication;

import dev.pinwheel.etcd.embedded.store.Counter;
import dev.pinwheel.etcd.embedded.store.Delivery;
import dev.pinwheel.etcd.embedded.store.Get;
import dev.pinwheel.etcd.embedded.store.Outcome;
import dev.pinwheel.etcd.embedded.store.Registration;
import dev.pinwheel.etcd.embedded.store.Reply;
import dev.pinwheel.etcd.embedded.store.Store;
import dev.pinwheel.etcd.embedded.store.Watch;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * One member's copy of the state, with those who watch it and those who wait until it has carried something out.
 *
 * <p>Only used under the cluster's lock. Events are put in the feeds there, so all see them in one order; that they are
 * there is told afterwards.
 */
final class Copy {
    private final Object lock;
    private final Store store;
    private final Map<Long, Feed> feeds = new HashMap<>();
    private final Map<Long, CompletableFuture<Applied>> awaited = new HashMap<>();
    private long applied;
    private long raftIndex;

    /** The copy of a cluster that has just found itself. */
    Copy(int founders, Object lock) {
        // Each member is added, then tells its name; the cluster's version comes last. So a fresh single member is at
        // index 3.
        long foundation = 2L * founders + 1;
        this.lock = lock;
        this.store = new Store(foundation);
        for (int i = 0; i < founders; i++) {
            store.count(Counter.CREATE_SUCCESS);
            store.count(Counter.SETS_SUCCESS);
        }
        store.count(Counter.SETS_SUCCESS);
        // The election of the first leader takes an entry of the raft log, but no index.
        this.raftIndex = foundation + 1;
    }

    /** The position in the log of the last command that was carried out here. */
    long applied() {
        return applied;
    }

    /** Has an answer completed once a command is carried out here. */
    void await(long position, CompletableFuture<Applied> answer) {
        awaited.put(position, answer);
    }

    /** Nobody waits any more. */
    void abandonAll() {
        awaited.clear();
    }

    /** Carries out the next command. */
    void apply(Command command, long term, Aftermath after) {
        applied++;
        if (command instanceof Command.Operate operate) {
            raftIndex++;
            Outcome outcome = store.execute(operate.operation(), operate.now());
            feed(outcome.deliveries(), after);
            answer(outcome.reply(), term, after);
        } else if (command instanceof Command.Expire expire) {
            feed(store.expire(expire.now()), after);
        } else if (command instanceof Command.InternalChanges changes) {
            raftIndex += changes.count();
            for (int i = 0; i < changes.count(); i++) {
                store.countInternalChange();
            }
        } else {
            raftIndex++;
        }
    }

    Applied read(Get read, Instant now, long term) {
        return new Applied(store.read(read, now), raftIndex, term);
    }

    Watched watch(Watch watch, long term) {
        Registration registration = store.watch(watch);
        if (registration instanceof Registration.Refused refused) {
            return new Watched.Refused(refused.error());
        }
        if (registration instanceof Registration.Found found) {
            Feed feed = new Feed(List.of(found.event()), () -> {});
            return new Watched.Begun(feed, found.index(), raftIndex, term);
        }
        Registration.Waiting waiting = (Registration.Waiting) registration;
        Feed feed = new Feed(List.of(), () -> {
            synchronized (lock) {
                drop(waiting.watcher());
            }
        });
        feeds.put(waiting.watcher(), feed);
        return new Watched.Begun(feed, waiting.index(), raftIndex, term);
    }

    boolean hasDue(Instant now) {
        return store.hasDue(now);
    }

    /** Jumps to where another copy is: those who watch are not told, nor are those who wait for an answer. */
    void recoverFrom(Copy snapshot) {
        store.recoverFrom(snapshot.store);
        applied = snapshot.applied;
        raftIndex = snapshot.raftIndex;
        awaited.keySet().removeIf(position -> position <= applied);
    }

    void count(Counter counter) {
        store.count(counter);
    }

    Map<Counter, Long> counts() {
        return store.counts();
    }

    private void answer(Reply reply, long term, Aftermath after) {
        Optional.ofNullable(awaited.remove(applied)).ifPresent(answer -> {
            Applied result = new Applied(reply, raftIndex, term);
            after.call(() -> answer.complete(result));
        });
    }

    private void feed(List<Delivery> deliveries, Aftermath after) {
        for (Delivery delivery : deliveries) {
            Optional.ofNullable(feeds.get(delivery.watcher())).ifPresent(feed -> {
                after.announce(feed);
                if (!feed.offer(delivery.event())) {
                    drop(delivery.watcher());
                }
            });
        }
    }

    private void drop(long watcher) {
        store.unwatch(watcher);
        feeds.remove(watcher);
    }
}
