package dev.pinwheel.etcd.core.client;

import dev.pinwheel.etcd.EtcdClient;
import dev.pinwheel.etcd.spi.TransportFactory;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Clients for tests: hosts a, b and c in this order, a header time-out that is long unless time itself is tested, and
 * no probes among the requests.
 */
final class ScriptedClients {
    static final Duration LONG = Duration.ofSeconds(30);
    static final Duration SHORT = Duration.ofMillis(100);

    private ScriptedClients() {}

    static EtcdClient.Builder clientOf(TransportFactory transport, String... hosts) {
        String[] endpoints = new String[hosts.length];
        for (int i = 0; i < hosts.length; i++) {
            endpoints[i] = "http://" + hosts[i] + ":2379";
        }
        return EtcdClient.builder()
                .transport(transport)
                .endpoints(endpoints)
                .headerTimeout(LONG)
                .stallProbeAfter(Duration.ZERO)
                .healthInterval(Duration.ZERO)
                .random(inOrder());
    }

    static EtcdClient abc(TransportFactory transport) {
        return clientOf(transport, "a", "b", "c").build();
    }

    /** Leaves every list as it is: the shuffle swaps each element with itself when it draws the highest number. */
    static RandomGenerator inOrder() {
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                return 0;
            }

            @Override
            public int nextInt(int bound) {
                return bound - 1;
            }
        };
    }
}
