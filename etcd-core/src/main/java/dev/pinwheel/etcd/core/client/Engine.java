package dev.pinwheel.etcd.core.client;

import dev.pinwheel.etcd.core.auth.AuthOperations;
import dev.pinwheel.etcd.core.call.Calls;
import dev.pinwheel.etcd.core.cluster.Cluster;
import dev.pinwheel.etcd.core.dispatch.Dispatcher;
import dev.pinwheel.etcd.core.keys.KeysOperations;
import dev.pinwheel.etcd.core.members.MembersOperations;
import dev.pinwheel.etcd.core.stats.StatsOperations;
import dev.pinwheel.etcd.core.watch.OpenWatches;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/** What the faces of one client share. Safe for use by many threads. */
@Singleton
final class Engine implements AutoCloseable {
    private final Dispatcher dispatcher;
    private final Calls calls;
    private final KeysOperations keys;
    private final OpenWatches watches;
    private final MembersOperations members;
    private final AuthOperations auth;
    private final StatsOperations stats;
    private final Cluster cluster;

    @Inject
    Engine(
            Dispatcher dispatcher,
            Calls calls,
            KeysOperations keys,
            OpenWatches watches,
            MembersOperations members,
            AuthOperations auth,
            StatsOperations stats,
            Cluster cluster) {
        this.dispatcher = dispatcher;
        this.calls = calls;
        this.keys = keys;
        this.watches = watches;
        this.members = members;
        this.auth = auth;
        this.stats = stats;
        this.cluster = cluster;
    }

    Calls calls() {
        return calls;
    }

    Calls callsWithin(Duration deadline) {
        if (deadline.isNegative() || deadline.isZero()) {
            throw new IllegalArgumentException("deadline is " + deadline
                    + "; give a time above zero, or use the client itself for calls without one");
        }
        return calls.within(deadline);
    }

    KeysOperations keys() {
        return keys;
    }

    OpenWatches watches() {
        return watches;
    }

    MembersOperations members() {
        return members;
    }

    AuthOperations auth() {
        return auth;
    }

    StatsOperations stats() {
        return stats;
    }

    Cluster cluster() {
        return cluster;
    }

    @Override
    public void close() {
        watches.close(); // Before what they run on, so that they are told why they end.
        dispatcher.close();
    }
}
