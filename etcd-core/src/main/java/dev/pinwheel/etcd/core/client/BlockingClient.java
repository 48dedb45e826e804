package dev.pinwheel.etcd.core.client;

import dev.pinwheel.etcd.AsyncEtcdClient;
import dev.pinwheel.etcd.EtcdClient;
import dev.pinwheel.etcd.core.call.Calls;
import dev.pinwheel.etcd.core.keys.BlockingKeys;
import dev.pinwheel.etcd.keys.KeysApi;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** The client for callers that wait, or a view of it. Safe for use by many threads. */
final class BlockingClient implements EtcdClient {
    private final Engine engine;
    private final Calls calls;
    private final Runnable close;
    private final BlockingKeys keys;

    private BlockingClient(Engine engine, Calls calls, Runnable close) {
        this.engine = engine;
        this.calls = calls;
        this.close = close;
        this.keys = new BlockingKeys(calls, engine.keys());
    }

    /** The client that owns its engine. */
    static BlockingClient owning(Engine engine) {
        return new BlockingClient(engine, engine.calls(), engine::close);
    }

    @Override
    public KeysApi keys() {
        return keys;
    }

    @Override
    public KeysApi keysAt(String path) {
        return new BlockingKeys(calls, engine.keys().at(path));
    }

    @Override
    public AsyncEtcdClient async() {
        return new AsyncClient(engine, calls);
    }

    @Override
    public EtcdClient withDeadline(Duration deadline) {
        // Connections and threads belong to the client that was built, so closing a view does nothing.
        return new BlockingClient(engine, engine.callsWithin(deadline), () -> {});
    }

    @Override
    public List<URI> endpoints() {
        return engine.endpoints();
    }

    @Override
    public void setEndpoints(String... endpoints) {
        engine.setEndpoints(List.of(endpoints));
    }

    @Override
    public void close() {
        close.run();
    }
}
