package dev.pinwheel.etcd.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pinwheel.etcd.AutoSync;
import dev.pinwheel.etcd.EndpointHealth;
import dev.pinwheel.etcd.EtcdClient;
import dev.pinwheel.etcd.embedded.EmbeddedEtcd;
import dev.pinwheel.etcd.embedded.EmbeddedMember;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The endpoints in step with the cluster, over sockets, while embedded members are killed. */
@Timeout(60)
class SyncTest {
    private final EmbeddedEtcd cluster = EmbeddedEtcd.start(3);
    private final List<URI> all =
            cluster.members().stream().map(EmbeddedMember::uri).toList();
    /** The one that is known from the start, and killed: without an election the others serve at once. */
    private final EmbeddedMember follower = cluster.members().stream()
            .filter(member -> !member.isLeader())
            .findFirst()
            .orElseThrow();

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void C1_oneEndpoint_isEnoughToFindTheOthers() {
        try (EtcdClient etcd = clientOf(follower).build()) {
            assertThat(etcd.sync()).containsExactlyInAnyOrderElementsOf(all);

            follower.kill();
            // A read first: a write that meets the end of its connection is not repeated, as it may have been received.
            assertThat(etcd.keys().get("/").endpoint()).isNotEqualTo(follower.uri());
            etcd.keys().set("/foo", "bar");
            assertThat(etcd.sync())
                    .as("a member that is down is a member all the same")
                    .containsExactlyInAnyOrderElementsOf(all);
        }
    }

    @Test
    void C3_whenWhatASyncFoundIsGone_theFirstEndpointsServe() {
        try (EtcdClient etcd = clientOf(follower)
                .memberEndpoints(
                        member -> member.clientUrls().contains(follower.uri()) ? List.of() : member.clientUrls())
                .build()) {
            assertThat(etcd.sync()).hasSize(2).doesNotContain(follower.uri());
            etcd.keys().set("/foo", "bar");
            cluster.members().stream().filter(member -> member != follower).forEach(EmbeddedMember::kill);

            assertThat(etcd.keys().get("/foo").endpoint()).isEqualTo(follower.uri());
            assertThat(etcd.endpoints()).doesNotContain(follower.uri());
        }
    }

    @Test
    void C4_autoSync_outlivesAClusterThatIsDown() {
        try (EtcdClient etcd = clientOf(follower).build()) {
            follower.kill();
            AutoSync syncing = etcd.autoSync(Duration.ofMillis(20));
            assertThat(etcd.endpoints()).containsExactly(follower.uri());
            follower.restart();

            await().untilAsserted(() -> assertThat(etcd.endpoints()).containsExactlyInAnyOrderElementsOf(all));
            syncing.close();
        }
    }

    @Test
    void health_tellsTheKilledFromTheRunning() {
        try (EtcdClient etcd = clientOf(follower).build()) {
            etcd.sync();
            follower.kill();

            assertThat(etcd.health().isAvailable()).isTrue();
            assertThat(etcd.health().isWhole()).isFalse();
            assertThat(etcd.health(follower.uri()).status()).isEqualTo(EndpointHealth.Status.UNREACHABLE);
        }
    }

    private static EtcdClient.Builder clientOf(EmbeddedMember member) {
        return Stacks.client().endpoints(member.uri().toString());
    }
}
