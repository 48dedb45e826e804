package dev.pinwheel.etcd.examples;

import dev.pinwheel.etcd.Credentials;
import dev.pinwheel.etcd.EtcdClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** With what a test of the matrix runs: which servers, which HTTP stack, which face of the client. */
record Setup(Cluster.Kind servers, String transport, Face face) {

    /** All setups, each with a cluster of one that starts when its turn comes, and that JUnit closes. */
    static Stream<Running> ofOne() {
        return all().map(setup -> new Running(setup, setup.servers().start(1)));
    }

    /** All setups with clusters of three. */
    static Stream<Running> ofThree() {
        return all().map(setup -> new Running(setup, setup.servers().start(3)));
    }

    private static Stream<Setup> all() {
        List<Setup> setups = new ArrayList<>();
        for (Cluster.Kind servers : Cluster.Kind.all()) {
            for (String transport : Stacks.ALL) {
                for (Face face : Face.values()) {
                    setups.add(new Setup(servers, transport, face));
                }
            }
        }
        return setups.stream();
    }

    /** A setup and its cluster. */
    record Running(Setup setup, Cluster cluster) implements AutoCloseable {
        Face face() {
            return setup.face();
        }

        String[] endpoints() {
            return cluster.endpoints();
        }

        EtcdClient.Builder client() {
            // A server that waits for a lost quorum takes 7 s to say so.
            return EtcdClient.builder()
                    .endpoints(cluster.endpoints())
                    .transport(setup.transport())
                    .headerTimeout(Duration.ofSeconds(20));
        }

        EtcdClient client(String userName, String password) {
            return client().credentials(new Credentials(userName, password)).build();
        }

        @Override
        public void close() {
            cluster.close();
        }

        @Override
        public String toString() {
            return setup.toString();
        }
    }
}
