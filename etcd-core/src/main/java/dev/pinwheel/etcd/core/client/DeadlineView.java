package dev.pinwheel.etcd.core.client;

import dev.pinwheel.etcd.EtcdClient;
import dev.pinwheel.etcd.keys.KeysApi;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** A client's view whose calls each have a deadline. Safe for use by many threads. */
final class DeadlineView implements EtcdClient {
    private final BlockingClient client;
    private final KeysApi keys;

    DeadlineView(BlockingClient client, KeysApi keys) {
        this.client = client;
        this.keys = keys;
    }

    @Override
    public KeysApi keys() {
        return keys;
    }

    @Override
    public EtcdClient withDeadline(Duration deadline) {
        return client.withDeadline(deadline);
    }

    @Override
    public List<URI> endpoints() {
        return client.endpoints();
    }

    @Override
    public void setEndpoints(String... endpoints) {
        client.setEndpoints(endpoints);
    }

    /** Does nothing: connections and threads belong to the client that was built. */
    @Override
    public void close() {
        // Nothing of its own to release.
    }
}
