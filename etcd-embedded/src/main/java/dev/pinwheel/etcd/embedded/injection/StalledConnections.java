package dev.pinwheel.etcd.embedded.injection;

import dev.pinwheel.etcd.embedded.server.ServerConnection;
import dev.pinwheel.etcd.embedded.server.ServerExchange;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** The connections that faults hold, and which one holds them. Thread-safe. */
final class StalledConnections {
    private final Map<ServerConnection, Script> held = new ConcurrentHashMap<>();
    private final AtomicLong releases = new AtomicLong();

    /** How often all have been released. */
    long releases() {
        return releases.get();
    }

    /** Holds a connection, unless the fault was taken back since it struck, so many releases after the first. */
    void add(Script script, long releasesBefore, ServerExchange exchange) {
        ServerConnection connection = exchange.connection();
        held.put(connection, script);
        exchange.onClientGone(() -> {
            held.remove(connection);
            connection.close();
        });
        // Whoever takes a fault back says so before he looks for its connections.
        if (script.isCancelled() || releases.get() != releasesBefore) {
            reset(connection);
        }
    }

    void release(Script script) {
        resetAll(script::equals);
    }

    /** Releases also those of faults that are used up and forgotten. */
    void releaseAll() {
        releases.incrementAndGet();
        resetAll(script -> true);
    }

    private void resetAll(Predicate<Script> whose) {
        held.forEach((connection, script) -> {
            if (whose.test(script)) {
                reset(connection);
            }
        });
    }

    private void reset(ServerConnection connection) {
        held.remove(connection);
        connection.reset();
    }
}
