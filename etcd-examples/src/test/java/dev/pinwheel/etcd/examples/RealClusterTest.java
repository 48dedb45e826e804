package dev.pinwheel.etcd.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.pinwheel.etcd.ClusterException;
import dev.pinwheel.etcd.EndpointFailure;
import dev.pinwheel.etcd.EtcdClient;
import dev.pinwheel.etcd.InvalidResponseException;
import dev.pinwheel.etcd.Outcome;
import dev.pinwheel.etcd.keys.ErrorCode;
import dev.pinwheel.etcd.keys.GetOptions;
import dev.pinwheel.etcd.keys.Node;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Failover on real etcd processes: SIGKILL, SIGSTOP, a lost quorum, and the v2 API switched off. */
@Tag("real-etcd")
@Timeout(180)
class RealClusterTest {

    @Test
    void F5_aKilledMember_isLeft() {
        try (RealEtcd cluster = RealEtcd.start(3, "--enable-v2");
                EtcdClient etcd = client(cluster, Duration.ofSeconds(2))) {
            set(etcd, "/foo", "bar");
            URI killed = etcd.endpoints().get(0);
            cluster.member(killed).kill();

            assertThat(etcd.keys().get("/foo", GetOptions.none()).endpoint()).isNotEqualTo(killed);
            set(etcd, "/foo", "baz");
            assertThat(etcd.keys().get("/foo").node().value()).isEqualTo("baz");
        }
    }

    @Test
    void F11_F14_aStoppedMember_isLeft_andAskedLast() {
        try (RealEtcd cluster = RealEtcd.start(3, "--enable-v2");
                EtcdClient etcd = client(cluster, Duration.ofMillis(500))) {
            set(etcd, "/foo", "bar");
            URI stopped = etcd.endpoints().get(0);
            cluster.member(stopped).pause();

            assertThat(etcd.keys().get("/foo").node().value()).isEqualTo("bar");
            assertThat(etcd.endpoints().get(2)).isEqualTo(stopped);
            set(etcd, "/foo", "baz");
            cluster.member(stopped).resume();
            assertThat(etcd.keys().get("/foo").endpoint()).isNotEqualTo(stopped);
        }
    }

    @Test
    void F13_aStoppedMember_isLeft_longBeforeTheHeaderTimeout() {
        try (RealEtcd cluster = RealEtcd.start(3, "--enable-v2");
                EtcdClient etcd = client(cluster, Duration.ofSeconds(60))) {
            set(etcd, "/foo", "bar");
            URI stopped = etcd.endpoints().get(0);
            cluster.member(stopped).pause();

            Instant before = Instant.now();
            assertThat(etcd.keys().get("/foo").endpoint()).isNotEqualTo(stopped);

            assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(30));
            cluster.member(stopped).resume();
        }
    }

    @Test
    void F4_F8_aLostQuorum_isTold_inEtcdsOwnWords() {
        try (RealEtcd cluster = RealEtcd.start(3, "--enable-v2");
                EtcdClient etcd = client(cluster, Duration.ofSeconds(20))) {
            set(etcd, "/foo", "bar");
            URI survivor = etcd.endpoints().get(0);
            cluster.members().stream()
                    .filter(member -> !member.endpoint().equals(survivor))
                    .forEach(RealEtcd.Member::kill);

            ClusterException failed = catchThrowableOfType(
                    ClusterException.class, () -> etcd.keys().set("/foo", "baz"));

            assertThat(failed.outcome()).isEqualTo(Outcome.UNKNOWN);
            assertThat(failed.failures())
                    .singleElement()
                    .isInstanceOfSatisfying(
                            EndpointFailure.ServerFailure.class,
                            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.RAFT_INTERNAL));
            assertThat(failed).hasMessageContaining("500: Raft Internal Error: etcdserver: request timed out");
            assertThat(etcd.keys().get("/foo").node().value())
                    .as("a plain read is answered by the survivor alone")
                    .isEqualTo("bar");
        }
    }

    @Test
    void F6_createInOrder_isNeverDoubled_whileMembersAreStopped() {
        try (RealEtcd cluster = RealEtcd.start(3, "--enable-v2");
                EtcdClient etcd = client(cluster, Duration.ofMillis(300))) {
            set(etcd, "/warm", "up");
            int acknowledged = 0;
            for (int i = 0; i < 6; i++) {
                RealEtcd.Member stopped = cluster.member(etcd.endpoints().get(0));
                if (i % 2 == 0) {
                    stopped.pause();
                }
                acknowledged += tryToCreate(etcd, "job " + i);
                stopped.resume();
                await().atMost(Duration.ofSeconds(30))
                        .ignoreExceptions()
                        .until(() -> etcd.keys().get("/warm", GetOptions.quorum()) != null);
            }

            List<String> values = etcd.keys().get("/queue", GetOptions.quorum()).node().nodes().stream()
                    .map(Node::value)
                    .toList();
            assertThat(values).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(acknowledged);
        }
    }

    private static int tryToCreate(EtcdClient etcd, String value) {
        try {
            etcd.keys().createInOrder("/queue", value);
            return 1;
        } catch (ClusterException notKnown) {
            return 0;
        }
    }

    @Test
    void C8_anEtcdWithV2SwitchedOff_isRecognised() {
        try (RealEtcd server = RealEtcd.start(1);
                EtcdClient etcd = client(server, Duration.ofSeconds(2))) {
            InvalidResponseException disabled = catchThrowableOfType(
                    InvalidResponseException.class, () -> etcd.keys().get("/foo"));

            assertThat(disabled)
                    .hasMessageContaining("the v2 API is disabled on this etcd 3.")
                    .hasMessageContaining("start it with --enable-v2");
        }
    }

    /** Writes as soon as the cluster can: after a start or a loss it may be without a leader for a moment. */
    private static void set(EtcdClient etcd, String key, String value) {
        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptionsInstanceOf(ClusterException.class)
                .until(() -> etcd.keys().set(key, value) != null);
    }

    private static EtcdClient client(RealEtcd cluster, Duration headerTimeout) {
        return Stacks.client()
                .endpoints(cluster.endpoints())
                .headerTimeout(headerTimeout)
                .build();
    }
}
