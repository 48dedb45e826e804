package dev.pinwheel.etcd.tck.reference;

import dev.pinwheel.etcd.spi.TransportConfig;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Connections by origin: the idle ones, how many there are in all, and who waits for one (T6.4, T7.1, T7.4).
 *
 * <p>Thread-safe; those who wait are answered outside of the lock.
 */
final class Pool {

    /**
     * The right to have one connection.
     *
     * @param idle one that is open already
     */
    record Place(Optional<Connection> idle) {}

    private record Idle(Connection connection, Optional<ScheduledFuture<?>> eviction) {}

    private static final class PerOrigin {
        final Deque<Idle> newestFirst = new ArrayDeque<>();
        final Deque<CompletableFuture<Place>> waiting = new ArrayDeque<>();
        int connections;
    }

    private final TransportConfig config;
    private final ScheduledExecutorService timer;
    private final Flaws flaws;
    private final Map<Origin, PerOrigin> origins = new HashMap<>();
    private boolean closed;

    Pool(TransportConfig config, ScheduledExecutorService timer, Flaws flaws) {
        this.config = config;
        this.timer = timer;
        this.flaws = flaws;
    }

    /** A place, now or later; who wants it no more cancels the future, or gives the place back. */
    synchronized CompletableFuture<Place> take(Origin origin) {
        PerOrigin here = at(origin);
        while (!here.newestFirst.isEmpty()) {
            Idle idle = here.newestFirst.pop();
            idle.eviction().ifPresent(task -> task.cancel(false));
            if (idle.connection().isQuiet()) {
                return CompletableFuture.completedFuture(new Place(Optional.of(idle.connection())));
            }
            idle.connection().close();
            here.connections--;
        }
        if (here.connections < limit()) {
            here.connections++;
            return CompletableFuture.completedFuture(new Place(Optional.empty()));
        }
        CompletableFuture<Place> later = new CompletableFuture<>();
        here.waiting.add(later);
        return later;
    }

    /** Takes back a place that has not been used. */
    void giveBack(Origin origin, Place place) {
        place.idle().ifPresentOrElse(this::giveBack, () -> giveUp(origin));
    }

    /** Takes back a connection that another request may follow on. */
    void giveBack(Connection connection) {
        pass(connection.origin(), new Place(Optional.of(connection)), here -> keep(here, connection));
    }

    /** Takes back a place whose connection is closed, or was never opened. */
    void giveUp(Origin origin) {
        pass(origin, new Place(Optional.empty()), here -> here.connections--);
    }

    private void pass(Origin origin, Place place, Consumer<PerOrigin> ifNobodyWaits) {
        Optional<CompletableFuture<Place>> next;
        do {
            next = nextWaiting(origin, ifNobodyWaits);
        } while (next.isPresent() && !next.get().complete(place));
    }

    private synchronized Optional<CompletableFuture<Place>> nextWaiting(
            Origin origin, Consumer<PerOrigin> ifNobodyWaits) {
        PerOrigin here = at(origin);
        Optional<CompletableFuture<Place>> next = Optional.ofNullable(here.waiting.poll());
        if (next.isEmpty()) {
            ifNobodyWaits.accept(here);
        }
        return next;
    }

    private void keep(PerOrigin here, Connection connection) {
        if (closed && !flaws.has(Flaw.KEEPS_CONNECTIONS_AFTER_CLOSE)) {
            connection.close();
            here.connections--;
            return;
        }
        Optional<ScheduledFuture<?>> eviction = Optional.empty();
        long idleNanos = config.connectionIdleTimeout().toNanos();
        if (idleNanos > 0 && !closed && !flaws.has(Flaw.NEVER_EVICTS)) {
            eviction = Optional.of(timer.schedule(() -> evict(here, connection), idleNanos, TimeUnit.NANOSECONDS));
        }
        here.newestFirst.push(new Idle(connection, eviction));
    }

    private synchronized void evict(PerOrigin here, Connection connection) {
        if (here.newestFirst.removeIf(idle -> idle.connection() == connection)) {
            connection.close();
            here.connections--;
        }
    }

    synchronized void close() {
        closed = true;
        if (flaws.has(Flaw.KEEPS_CONNECTIONS_AFTER_CLOSE)) {
            return;
        }
        for (PerOrigin here : origins.values()) {
            here.newestFirst.forEach(idle -> idle.connection().close());
            here.connections -= here.newestFirst.size();
            here.newestFirst.clear();
        }
    }

    private PerOrigin at(Origin origin) {
        return origins.computeIfAbsent(origin, any -> new PerOrigin());
    }

    private int limit() {
        if (flaws.has(Flaw.HAS_A_LIMIT_OF_ITS_OWN)) {
            return Math.min(config.maxConnectionsPerEndpoint(), 64);
        }
        return flaws.has(Flaw.IGNORES_THE_LIMIT) ? Integer.MAX_VALUE : config.maxConnectionsPerEndpoint();
    }
}
