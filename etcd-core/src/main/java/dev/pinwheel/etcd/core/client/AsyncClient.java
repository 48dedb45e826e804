package dev.pinwheel.etcd.core.client;

import dev.pinwheel.etcd.AsyncEtcdClient;
import dev.pinwheel.etcd.ClusterHealth;
import dev.pinwheel.etcd.EndpointHealth;
import dev.pinwheel.etcd.RawRequest;
import dev.pinwheel.etcd.RawResponse;
import dev.pinwheel.etcd.Versions;
import dev.pinwheel.etcd.auth.AsyncAuthApi;
import dev.pinwheel.etcd.core.auth.AsyncAuth;
import dev.pinwheel.etcd.core.call.Calls;
import dev.pinwheel.etcd.core.call.RawCalls;
import dev.pinwheel.etcd.core.keys.AsyncKeys;
import dev.pinwheel.etcd.core.members.AsyncMembers;
import dev.pinwheel.etcd.core.stats.AsyncStats;
import dev.pinwheel.etcd.keys.AsyncKeysApi;
import dev.pinwheel.etcd.members.AsyncMembersApi;
import dev.pinwheel.etcd.stats.AsyncStatsApi;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The client for callers that do not wait, or a view of it. Safe for use by many threads. */
final class AsyncClient implements AsyncEtcdClient {
    private final Engine engine;
    private final Calls calls;

    AsyncClient(Engine engine, Calls calls) {
        this.engine = engine;
        this.calls = calls;
    }

    @Override
    public AsyncKeysApi keys() {
        return new AsyncKeys(calls, engine.keys(), engine.watches());
    }

    @Override
    public AsyncKeysApi keysAt(String path) {
        return new AsyncKeys(calls, engine.keys().at(path), engine.watches());
    }

    @Override
    public AsyncMembersApi members() {
        return new AsyncMembers(calls, engine.members());
    }

    @Override
    public AsyncAuthApi auth() {
        return new AsyncAuth(calls, engine.auth());
    }

    @Override
    public AsyncStatsApi stats() {
        return new AsyncStats(calls, engine.stats());
    }

    @Override
    public CompletableFuture<Versions> version() {
        return calls.start(engine.stats().version());
    }

    @Override
    public CompletableFuture<RawResponse> call(RawRequest request) {
        return calls.start(RawCalls.of(request));
    }

    @Override
    public CompletableFuture<List<URI>> sync() {
        return calls.bounded("sync", engine.cluster().sync());
    }

    @Override
    public CompletableFuture<ClusterHealth> health() {
        return calls.bounded("health", engine.cluster().health(Optional.empty()));
    }

    @Override
    public CompletableFuture<EndpointHealth> health(URI endpoint) {
        return calls.bounded("health of " + endpoint, engine.cluster().health(endpoint, Optional.empty()));
    }

    @Override
    public AsyncEtcdClient withDeadline(Duration deadline) {
        return new AsyncClient(engine, engine.callsWithin(deadline));
    }
}
