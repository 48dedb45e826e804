package dev.pinwheel.etcd.core.client;

import dev.pinwheel.etcd.AsyncEtcdClient;
import dev.pinwheel.etcd.AutoSync;
import dev.pinwheel.etcd.ClusterHealth;
import dev.pinwheel.etcd.EndpointHealth;
import dev.pinwheel.etcd.EtcdClient;
import dev.pinwheel.etcd.RawRequest;
import dev.pinwheel.etcd.RawResponse;
import dev.pinwheel.etcd.Versions;
import dev.pinwheel.etcd.auth.AuthApi;
import dev.pinwheel.etcd.core.auth.BlockingAuth;
import dev.pinwheel.etcd.core.call.Calls;
import dev.pinwheel.etcd.core.call.RawCalls;
import dev.pinwheel.etcd.core.keys.BlockingKeys;
import dev.pinwheel.etcd.core.members.BlockingMembers;
import dev.pinwheel.etcd.core.stats.BlockingStats;
import dev.pinwheel.etcd.keys.KeysApi;
import dev.pinwheel.etcd.members.MembersApi;
import dev.pinwheel.etcd.stats.StatsApi;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

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
        this.keys = new BlockingKeys(calls, engine.keys(), engine.watches());
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
        return new BlockingKeys(calls, engine.keys().at(path), engine.watches());
    }

    @Override
    public MembersApi members() {
        return new BlockingMembers(calls, engine.members());
    }

    @Override
    public AuthApi auth() {
        return new BlockingAuth(calls, engine.auth());
    }

    @Override
    public StatsApi stats() {
        return new BlockingStats(calls, engine.stats());
    }

    @Override
    public Versions version() {
        return calls.await(engine.stats().version());
    }

    @Override
    public RawResponse call(RawRequest request) {
        return calls.await(RawCalls.of(request));
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
        return engine.cluster().endpoints();
    }

    @Override
    public void setEndpoints(String... endpoints) {
        engine.cluster().setEndpoints(List.of(endpoints));
    }

    @Override
    public List<URI> sync() {
        return calls.join("sync", engine.cluster().sync());
    }

    @Override
    public AutoSync autoSync(Duration interval) {
        return engine.cluster().autoSync(interval);
    }

    @Override
    public ClusterHealth health() {
        return calls.join("health", engine.cluster().health(Optional.empty()));
    }

    @Override
    public EndpointHealth health(URI endpoint) {
        return calls.join("health of " + endpoint, engine.cluster().health(endpoint, Optional.empty()));
    }

    @Override
    public void close() {
        close.run();
    }
}
