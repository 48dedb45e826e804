package dev.pinwheel.etcd.core.client;

import static dev.pinwheel.etcd.core.client.ScriptedClients.clientOf;
import static dev.pinwheel.etcd.core.client.ScriptedTransport.etcd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pinwheel.etcd.ClusterException;
import dev.pinwheel.etcd.EndpointFailure;
import dev.pinwheel.etcd.EtcdClient;
import dev.pinwheel.etcd.core.client.ScriptedTransport.Reaction;
import dev.pinwheel.etcd.spi.Headers;
import org.junit.jupiter.api.Test;

class MonotonicReadsTest {
    private final ScriptedTransport transport = new ScriptedTransport();

    @Test
    void F16_aReadFromALaggingMember_isAskedOfTheNext() {
        transport.on("a", at(9, "cafe"), at(8, "cafe")).on("b", at(9, "cafe"));
        try (EtcdClient client = monotonic("a", "b")) {
            client.keys().get("/foo");
            assertThat(client.keys().get("/foo").index()).isEqualTo(9);
        }
        assertThat(transport.hosts()).containsExactly("a", "a", "b");
    }

    @Test
    void F16_whenAllLag_theExceptionSaysHowFar() {
        transport.on("a", at(9, "cafe"), at(8, "cafe"));
        try (EtcdClient client = monotonic("a")) {
            client.keys().get("/foo");

            ClusterException failed = catchThrowableOfType(
                    ClusterException.class, () -> client.keys().get("/foo"));

            assertThat(failed.failures()).hasOnlyElementsOfType(EndpointFailure.Lagging.class);
            assertThat(failed).hasMessageContaining("lags behind: it is at index 8, and the client has seen 9");
        }
    }

    @Test
    void F16_aMissingKey_isAlsoARead() {
        transport.on("a", at(9, "cafe"), missingAt(8)).on("b", at(10, "cafe"));
        try (EtcdClient client = monotonic("a", "b")) {
            client.keys().get("/foo");
            assertThat(client.keys().get("/foo").index()).isEqualTo(10);
        }
    }

    @Test
    void F16_anotherCluster_countsFromAnotherBeginning() {
        transport.on("a", at(9, "cafe"), at(3, "beef"));
        try (EtcdClient client = monotonic("a")) {
            client.keys().get("/foo");
            assertThat(client.keys().get("/foo").index()).isEqualTo(3);
        }
    }

    @Test
    void F16_isOffByDefault() {
        transport.on("a", at(9, "cafe"), at(8, "cafe"));
        try (EtcdClient client = clientOf(transport, "a").build()) {
            client.keys().get("/foo");
            assertThat(client.keys().get("/foo").index()).isEqualTo(8);
        }
    }

    private EtcdClient monotonic(String... hosts) {
        return clientOf(transport, hosts).monotonicReads().build();
    }

    private static Reaction at(long index, String cluster) {
        return new Reaction.Answer(
                200,
                Headers.of("X-Etcd-Index", Long.toString(index), "X-Etcd-Cluster-Id", cluster),
                "{\"action\":\"get\",\"node\":{\"key\":\"/foo\",\"value\":\"bar\"}}");
    }

    private static Reaction missingAt(long index) {
        return new Reaction.Answer(
                404,
                Headers.of("X-Etcd-Index", Long.toString(index), "X-Etcd-Cluster-Id", "cafe"),
                etcd(404, "{\"errorCode\":100,\"message\":\"Key not found\",\"cause\":\"/foo\",\"index\":8}")
                        .body());
    }
}
