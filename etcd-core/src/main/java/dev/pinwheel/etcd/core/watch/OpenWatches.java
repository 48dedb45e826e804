package dev.pinwheel.etcd.core.watch;

import static java.util.Objects.requireNonNull;

import dev.pinwheel.etcd.core.call.Calls;
import dev.pinwheel.etcd.core.dispatch.Dispatcher;
import dev.pinwheel.etcd.core.dispatch.Timer;
import dev.pinwheel.etcd.core.failover.EndpointRing;
import dev.pinwheel.etcd.keys.WatchEvent;
import dev.pinwheel.etcd.keys.WatchOptions;
import dev.pinwheel.etcd.keys.Watcher;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;

/** Opens the watches of a client, and ends them with it. Safe for use by many threads. */
@Singleton
public final class OpenWatches implements AutoCloseable {
    private static final Duration SWEEP = Duration.ofMillis(100);

    private final Dispatcher dispatcher;
    private final Calls.Callbacks callbacks;
    private final RandomGenerator random;
    private final Pulse pulse;
    private final Set<Watch> open = ConcurrentHashMap.newKeySet();
    private final long began = System.nanoTime();

    private final AtomicReference<Pace> pace = new AtomicReference<>(Pace.unknown());
    private final AtomicReference<Duration> lastLook = new AtomicReference<>(Duration.ZERO);
    private final AtomicLong highest = new AtomicLong();
    private final AtomicBoolean isSweeping = new AtomicBoolean();

    private volatile boolean isClosed;

    @Inject
    OpenWatches(Dispatcher dispatcher, Calls.Callbacks callbacks, RandomGenerator random) {
        this.dispatcher = dispatcher;
        this.callbacks = callbacks;
        this.random = random;
        this.pulse = new Pulse(dispatcher, this::now);
    }

    /**
     * Opens a watch for somebody who waits for its events; one of the present begins with a read, as one of the calls.
     *
     * @throws IllegalArgumentException if the key cannot be sent (E6)
     * @throws IllegalStateException if the client is closed (E8)
     */
    public Watcher watcher(WatchedKey key, WatchOptions options, Calls calls) {
        dispatcher.requireOpen();
        BlockingWatcher watcher = new BlockingWatcher(this, key, options);
        watcher.begin(calls);
        return watcher;
    }

    /** OpenWatches for subscribers, each of them its own watch; one of the present begins with a read of the calls. */
    public Flow.Publisher<WatchEvent> publisher(WatchedKey key, WatchOptions options, Calls calls) {
        return new WatchPublisher(this, key, options, calls, callbacks.executor());
    }

    /** Takes note of a watch that begins, until it is over; ends it at once if the client is closed. */
    void remember(Watch watch) {
        open.add(watch);
        if (isClosed) {
            watch.clientClosed();
        }
    }

    void forget(Watch watch) {
        open.remove(watch);
    }

    /** Takes note of an index; the watches that it leaves behind are told soon (W4). */
    void seen(long index, Duration at) {
        pace.updateAndGet(known -> known.confirmed(index, at));
        long before = highest.getAndAccumulate(index, Math::max);
        if (index > before && !isSweeping.getAndSet(true)) {
            var unused = timer().after(SWEEP, () -> {
                isSweeping.set(false);
                long now = highest.get();
                open.forEach(watch -> watch.seen(now));
            });
        }
    }

    @Override
    public void close() {
        isClosed = true;
        open.forEach(Watch::clientClosed);
    }

    boolean isClosed() {
        return isClosed;
    }

    Dispatcher dispatcher() {
        return dispatcher;
    }

    Timer timer() {
        return dispatcher.timer();
    }

    RandomGenerator random() {
        return random;
    }

    Pulse pulse() {
        return pulse;
    }

    EndpointRing ring() {
        return dispatcher.rings().current();
    }

    boolean isSuspect(URI endpoint) {
        return ring().suspects().contains(endpoint);
    }

    /** An endpoint has answered that was asked although it was suspect: where all are, calls begin there, too (F14). */
    void trust(URI endpoint) {
        if (ring().suspects().containsAll(ring().endpoints())) {
            dispatcher.rings().pin(endpoint);
        }
    }

    /**
     * Whether a watch whose poll has been open for a while is the one that looks how far the store has moved. Of
     * thousands one does in each window, and what it sees goes for all of them.
     */
    boolean isToLook(Duration now) {
        Duration last = requireNonNull(lastLook.get());
        return requireNonNull(pace.get()).isOver(now.minus(last)) && lastLook.compareAndSet(last, now);
    }

    /** How long the others wait before they ask again whether they are the one that looks. */
    Duration window() {
        return requireNonNull(pace.get()).window();
    }

    /** A clock that never goes back. */
    Duration now() {
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
