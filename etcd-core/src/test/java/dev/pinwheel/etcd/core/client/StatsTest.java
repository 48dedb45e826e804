package dev.pinwheel.etcd.core.client;

import static dev.pinwheel.etcd.core.client.ScriptedClients.clientOf;
import static dev.pinwheel.etcd.core.client.ScriptedTransport.etcd;
import static dev.pinwheel.etcd.core.client.ScriptedTransport.refuse;
import static dev.pinwheel.etcd.core.client.ScriptedTransport.silence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pinwheel.etcd.ClusterException;
import dev.pinwheel.etcd.Credentials;
import dev.pinwheel.etcd.DeadlineExceededException;
import dev.pinwheel.etcd.EtcdClient;
import dev.pinwheel.etcd.InvalidResponseException;
import dev.pinwheel.etcd.Versions;
import dev.pinwheel.etcd.core.client.ScriptedTransport.Reaction;
import dev.pinwheel.etcd.stats.LeaderStats;
import dev.pinwheel.etcd.stats.SelfStats;
import dev.pinwheel.etcd.stats.StoreStats;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatsTest {
    private static final Reaction NOT_LEADER = etcd(403, "{\"message\":\"not current leader\"}");
    private static final Reaction LEADER = etcd(
            200,
            "{\"leader\":\"8e9e05c52164694d\",\"followers\":{\"1\":{\"latency\":{\"current\":0.5,\"average\":1.25,"
                    + "\"standardDeviation\":0,\"minimum\":0.000125,\"maximum\":2000},\"counts\":{\"fail\":3,\"success\":9}},"
                    + "\"2\":{\"latency\":{\"current\":0,\"average\":0,\"standardDeviation\":0,"
                    + "\"minimum\":9223372036854775808,\"maximum\":0},\"counts\":{\"fail\":7,\"success\":0}}}}");

    private final ScriptedTransport transport = new ScriptedTransport();
    private final EtcdClient client = clientOf(transport, "a", "b", "c").build();

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void version() {
        transport.on("a", etcd(200, "{\"etcdserver\":\"3.4.23\",\"etcdcluster\":\"not_decided\"}"));

        assertThat(client.version()).isEqualTo(new Versions("3.4.23", "not_decided"));
        assertThat(client.async().version().join()).isEqualTo(client.version());
    }

    @Test
    void self() {
        transport.on(
                "a",
                etcd(
                        200,
                        "{\"name\":\"m1\",\"id\":\"abc\",\"state\":\"StateFollower\","
                                + "\"startTime\":\"2026-11-22T07:42:20.123456789+01:00\",\"leaderInfo\":{\"leader\":\"def\","
                                + "\"uptime\":\"2m3.5s\",\"startTime\":\"0001-01-01T00:00:00Z\"},"
                                + "\"recvAppendRequestCnt\":5,\"recvPkgRate\":1.5,\"recvBandwidthRate\":1e2,"
                                + "\"sendAppendRequestCnt\":0}"));

        assertThat(client.stats().self())
                .isEqualTo(new SelfStats(
                        "abc",
                        "m1",
                        "StateFollower",
                        Instant.parse("2026-11-22T06:42:20.123456789Z"),
                        new SelfStats.Leader("def", Duration.ofMillis(123_500), Instant.parse("0001-01-01T00:00:00Z")),
                        new SelfStats.Traffic(5, 1.5, 100),
                        new SelfStats.Traffic(0, 0, 0)));
    }

    @Test
    void leader_isSought_roundTheEndpoints_withoutMovingThePin() {
        transport.on("a", NOT_LEADER).on("b", refuse()).on("c", LEADER);

        LeaderStats stats = client.stats().leader();

        assertThat(transport.hosts()).containsExactly("a", "b", "c");
        assertThat(client.async().stats().leader().join()).isEqualTo(stats);
        assertThat(client.endpoints().get(0).getHost()).isEqualTo("a");
        assertThat(stats)
                .isEqualTo(new LeaderStats(
                        "8e9e05c52164694d",
                        Map.of(
                                "1",
                                new LeaderStats.Follower(
                                        new LeaderStats.Latency(
                                                Duration.ofNanos(500_000),
                                                Duration.ofNanos(1_250_000),
                                                Duration.ZERO,
                                                Optional.of(Duration.ofNanos(125)),
                                                Duration.ofSeconds(2)),
                                        9,
                                        3),
                                "2",
                                new LeaderStats.Follower(
                                        new LeaderStats.Latency(
                                                Duration.ZERO,
                                                Duration.ZERO,
                                                Duration.ZERO,
                                                Optional.empty(),
                                                Duration.ZERO),
                                        0,
                                        7))));
    }

    @Test
    void noLeaderAmongTheEndpoints_isTold_withEachOne() {
        transport.on("a", NOT_LEADER).on("b", refuse()).on("c", NOT_LEADER);

        assertThatThrownBy(() -> client.stats().leader())
                .isInstanceOf(ClusterException.class)
                .hasMessageStartingWith("no endpoint is the leader")
                .hasMessageContaining("1. http://a:2379  403: not current leader")
                .hasMessageContaining("2. http://b:2379  cannot connect")
                .hasMessageContaining("3. http://c:2379  403: not current leader");
        assertThatThrownBy(() -> client.async().stats().leader().join())
                .hasCauseInstanceOf(ClusterException.class)
                .hasMessageContaining("no endpoint is the leader");
    }

    @Test
    void F12_oneDeadline_isForTheWholeSearch() {
        transport.on("a", NOT_LEADER).on("b", silence());

        assertThatThrownBy(() ->
                        client.withDeadline(Duration.ofMillis(200)).stats().leader())
                .isInstanceOf(DeadlineExceededException.class);
        assertThatThrownBy(() -> client.withDeadline(Duration.ofMillis(200))
                        .async()
                        .stats()
                        .leader()
                        .join())
                .hasCauseInstanceOf(DeadlineExceededException.class);
        assertThat(transport.hosts()).doesNotContain("c");
    }

    @Test
    void store_tellsWhoseItIs() {
        transport.on("a", refuse()).on("b", store());

        assertThat(client.stats().store())
                .isEqualTo(new StoreStats(
                        count(1),
                        count(3),
                        count(9),
                        count(7),
                        count(5),
                        count(11),
                        count(13),
                        15,
                        16,
                        URI.create("http://b:2379")));
    }

    private static StoreStats.Count count(long success) {
        return new StoreStats.Count(success, success + 1);
    }

    private static Reaction store() {
        return etcd(
                200,
                "{\"getsSuccess\":1,\"getsFail\":2,\"setsSuccess\":3,\"setsFail\":4,\"deleteSuccess\":5,\"deleteFail\":6,"
                        + "\"updateSuccess\":7,\"updateFail\":8,\"createSuccess\":9,\"createFail\":10,"
                        + "\"compareAndSwapSuccess\":11,\"compareAndSwapFail\":12,\"compareAndDeleteSuccess\":13,"
                        + "\"compareAndDeleteFail\":14,\"expireCount\":15,\"watchers\":16}");
    }

    @Test
    void at_asksThatEndpoint_andNoOther_withoutCredentials() {
        transport.on("c", store());
        try (EtcdClient root = clientOf(transport, "a", "b")
                .credentials(new Credentials("root", "pw"))
                .build()) {
            assertThat(root.stats().at(URI.create("http://c:2379")).store().endpoint())
                    .isEqualTo(URI.create("http://c:2379"));
            assertThat(root.async()
                            .stats()
                            .at(URI.create("http://c:2379"))
                            .store()
                            .join()
                            .endpoint())
                    .isEqualTo(URI.create("http://c:2379"));
            assertThatThrownBy(
                            () -> root.stats().at(URI.create("http://b:2379")).self())
                    .isInstanceOf(ClusterException.class)
                    .hasMessageContaining("1 of 1 tried");
        }
        assertThat(transport.hosts()).containsExactly("c", "c", "b");
        assertThat(transport.sent())
                .allSatisfy(request ->
                        assertThat(request.headers().first("Authorization")).isEmpty());
    }

    @Test
    void F1_at_whatIsNoEndpoint_isRefused() {
        assertThatThrownBy(() -> client.stats().at(URI.create("localhost:2379")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> client.async().stats().at(URI.create("/")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void E8_aClosedClient_isTold_byViewsToo() {
        var view = client.stats().at(URI.create("http://a:2379"));
        client.close();

        assertThatThrownBy(view::self).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> client.async().stats().leader()).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | {} | \"leaderInfo\" is missing or not an object",
                "200 | {\"leaderInfo\":{},\"id\":\"1\",\"name\":\"m\",\"state\":\"s\",\"startTime\":\"soon\"} | not a time",
                "403 | {\"message\":\"not allowed\"} | a refusal that is not etcd's",
                "404 | <html> | something that is not etcd's JSON",
                "304 | '' | a status that etcd does not use",
            })
    void E7_anAnswerThatEtcdWouldNotSend_isRefused(int status, String body, String fault) {
        transport.on("a", etcd(status, body));

        assertThatThrownBy(() -> client.stats().self())
                .isInstanceOf(InvalidResponseException.class)
                .hasMessageContaining(fault);
    }
}
