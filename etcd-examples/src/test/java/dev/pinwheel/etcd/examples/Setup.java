package dev.pinwheel.etcd.examples;

import dev.pinwheel.etcd.Credentials;
import dev.pinwheel.etcd.EtcdClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** With what a test of the matrix runs: which servers, which HTTP stack, which face of the client. */
record Setup(Cluster.Kind servers, String transport, Face face) {
    private static final List<String> TRANSPORTS = List.of("jetty");

    static Stream<Setup> all() {
        List<Setup> setups = new ArrayList<>();
        for (Cluster.Kind servers : Cluster.Kind.values()) {
            for (String transport : TRANSPORTS) {
                for (Face face : Face.values()) {
                    setups.add(new Setup(servers, transport, face));
                }
            }
        }
        return setups.stream();
    }

    EtcdClient.Builder client(Cluster cluster) {
        // A server that waits for a lost quorum takes 7 s to say so.
        return EtcdClient.builder()
                .endpoints(cluster.endpoints())
                .transport(transport)
                .headerTimeout(Duration.ofSeconds(20));
    }

    EtcdClient client(Cluster cluster, String userName, String password) {
        return client(cluster)
                .credentials(new Credentials(userName, password))
                .build();
    }
}
