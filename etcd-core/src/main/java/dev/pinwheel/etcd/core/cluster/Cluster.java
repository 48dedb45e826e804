package dev.pinwheel.etcd.core.cluster;

import dev.pinwheel.etcd.AutoSync;
import dev.pinwheel.etcd.ClusterHealth;
import dev.pinwheel.etcd.EndpointHealth;
import dev.pinwheel.etcd.core.dispatch.Deadline;
import dev.pinwheel.etcd.core.dispatch.Dispatcher;
import dev.pinwheel.etcd.core.failover.EndpointRing;
import dev.pinwheel.etcd.core.failover.Endpoints;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The endpoints of a client, and how they are kept in step with the cluster. Safe for use by many threads. */
public final class Cluster {
    private final Dispatcher dispatcher;
    private final ClusterSync sync;
    private final HealthCheck health;
    private final ClusterSettings settings;
    private final GuardedListener listener;

    @Inject
    Cluster(
            Dispatcher dispatcher,
            ClusterSync sync,
            HealthCheck health,
            ClusterSettings settings,
            GuardedListener listener) {
        this.dispatcher = dispatcher;
        this.sync = sync;
        this.health = health;
        this.settings = settings;
        this.listener = listener;
    }

    /** The endpoints in the order in which calls try them. */
    public List<URI> endpoints() {
        return dispatcher.rings().current().fromPin();
    }

    /** Replaces the endpoints; see {@code EtcdClient}. */
    public void setEndpoints(List<String> endpoints) {
        dispatcher.requireOpen();
        EndpointRing next = EndpointRing.shuffled(Endpoints.parse(endpoints), settings.random());
        if (dispatcher.rings().replace(next)) {
            listener.tell(to -> to.endpointsChanged(endpoints()));
        }
    }

    /** Syncs once. */
    public CompletableFuture<List<URI>> sync() {
        return sync.run();
    }

    /** Syncs until closed. */
    public AutoSync autoSync(Duration interval) {
        return AutoSyncLoop.start(sync, listener, dispatcher.timer(), settings.random(), interval);
    }

    /** Asks every endpoint. */
    public CompletableFuture<ClusterHealth> health(Optional<Deadline> deadline) {
        return health.ofRing(deadline);
    }

    /** Asks one endpoint. */
    public CompletableFuture<EndpointHealth> health(URI endpoint, Optional<Deadline> deadline) {
        return health.of(Endpoints.parse(List.of(endpoint.toString())).get(0), deadline);
    }
}
