package dev.pinwheel.etcd.core.client;

import dev.pinwheel.etcd.EtcdClient;
import dev.pinwheel.etcd.core.dispatch.Dispatcher;
import dev.pinwheel.etcd.core.failover.EndpointRing;
import dev.pinwheel.etcd.core.failover.Endpoints;
import dev.pinwheel.etcd.core.keys.BlockingKeys;
import dev.pinwheel.etcd.keys.KeysApi;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.json.JsonFactory;

/** The client for callers that wait: what users hold. Safe for use by many threads. */
@Singleton
final class BlockingClient implements EtcdClient {
    private final Dispatcher dispatcher;
    private final JsonFactory json;
    private final ClientConfig config;
    private final BlockingKeys keys;

    @Inject
    BlockingClient(Dispatcher dispatcher, JsonFactory json, ClientConfig config) {
        this.dispatcher = dispatcher;
        this.json = json;
        this.config = config;
        this.keys = keysWithin(Optional.empty());
    }

    @Override
    public KeysApi keys() {
        return keys;
    }

    @Override
    public EtcdClient withDeadline(Duration deadline) {
        if (deadline.isNegative() || deadline.isZero()) {
            throw new IllegalArgumentException("deadline is " + deadline
                    + "; give a time above zero, or use the client itself for calls without one");
        }
        return new DeadlineView(this, keysWithin(Optional.of(deadline)));
    }

    private BlockingKeys keysWithin(Optional<Duration> deadline) {
        return new BlockingKeys(dispatcher, json, config.unconditionalSets(), deadline);
    }

    @Override
    public List<URI> endpoints() {
        return dispatcher.rings().current().fromPin();
    }

    @Override
    public void setEndpoints(String... endpoints) {
        dispatcher.requireOpen();
        List<URI> parsed = Endpoints.parse(List.of(endpoints));
        dispatcher.rings().replace(EndpointRing.shuffled(parsed, config.random()));
    }

    @Override
    public void close() {
        dispatcher.close();
    }
}
