package dev.pinwheel.etcd.core.client;

import dev.pinwheel.etcd.AsyncEtcdClient;
import dev.pinwheel.etcd.core.call.Calls;
import dev.pinwheel.etcd.core.keys.AsyncKeys;
import dev.pinwheel.etcd.keys.AsyncKeysApi;
import java.time.Duration;

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
        return new AsyncKeys(calls, engine.keys());
    }

    @Override
    public AsyncKeysApi keysAt(String path) {
        return new AsyncKeys(calls, engine.keys().at(path));
    }

    @Override
    public AsyncEtcdClient withDeadline(Duration deadline) {
        return new AsyncClient(engine, engine.callsWithin(deadline));
    }
}
