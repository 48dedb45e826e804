package dev.pinwheel.etcd.core.client;

import dagger.Binds;
import dagger.Module;
import dagger.Provides;
import dev.pinwheel.etcd.core.call.Calls;
import dev.pinwheel.etcd.core.cluster.ClusterSettings;
import dev.pinwheel.etcd.core.cluster.GuardedListener;
import dev.pinwheel.etcd.core.cluster.ProbeSettings;
import dev.pinwheel.etcd.core.cluster.Probes;
import dev.pinwheel.etcd.core.dispatch.CallLimit;
import dev.pinwheel.etcd.core.dispatch.Lookout;
import dev.pinwheel.etcd.core.dispatch.Settings;
import dev.pinwheel.etcd.core.dispatch.Timer;
import dev.pinwheel.etcd.core.failover.Rings;
import dev.pinwheel.etcd.core.keys.KeysOperations;
import jakarta.inject.Singleton;
import java.util.random.RandomGenerator;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** What the wiring cannot make by itself. */
@Module
interface ClientModule {
    /** A directory takes two levels of JSON, and a request line has room for some 2,000 segments. */
    int DEEPEST_JSON = 5_000;

    @Provides
    @Singleton
    static Rings rings(ClientConfig config) {
        return new Rings(config.ring());
    }

    @Provides
    @Singleton
    static Timer timer(ClientConfig config) {
        return new Timer(config.threads());
    }

    @Provides
    static ClusterSettings clusterSettings(ClientConfig config) {
        return config.cluster();
    }

    @Provides
    static ProbeSettings probeSettings(ClientConfig config) {
        return config.probes();
    }

    @Provides
    static RandomGenerator random(ClientConfig config) {
        return config.cluster().random();
    }

    @Provides
    static GuardedListener listener(ClientConfig config) {
        return new GuardedListener(config.listener());
    }

    @Binds
    Lookout lookout(Probes probes);

    @Provides
    static Settings settings(ClientConfig config) {
        return config.settings();
    }

    @Provides
    static CallLimit limit(ClientConfig config) {
        return config.limit();
    }

    @Provides
    static Calls.Callbacks callbacks(ClientConfig config) {
        return config.callbacks();
    }

    @Provides
    @Singleton
    static KeysOperations keys(JsonFactory json, ClientConfig config) {
        return KeysOperations.of(json, config.unconditionalSets());
    }

    @Provides
    @Singleton
    static JsonFactory json() {
        return JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEEPEST_JSON)
                        .build())
                .build();
    }
}
