package dev.pinwheel.etcd.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinwheel.etcd.EtcdClient;
import dev.pinwheel.etcd.RawRequest;
import dev.pinwheel.etcd.RawResponse;
import dev.pinwheel.etcd.Versions;
import dev.pinwheel.etcd.members.Member;
import dev.pinwheel.etcd.stats.LeaderStats;
import dev.pinwheel.etcd.stats.SelfStats;
import dev.pinwheel.etcd.stats.StatsApi;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Statistics, versions and raw calls, on three members that are real and on three that are embedded. */
@ParameterizedClass
@MethodSource("dev.pinwheel.etcd.examples.Setup#ofThree")
@Timeout(120)
class StatsMatrixTest {
    private final Setup.Running running;
    private final EtcdClient etcd;
    private final StatsApi stats;

    StatsMatrixTest(Setup.Running running) {
        this.running = running;
        this.etcd = running.client().build();
        this.stats = running.face().stats(etcd);
    }

    @AfterEach
    void close() {
        etcd.close();
    }

    @Test
    void self_ofEachMember() {
        String leader = etcd.members().leader().id();
        List<SelfStats> all = etcd.endpoints().stream()
                .map(endpoint -> stats.at(endpoint).self())
                .toList();

        assertThat(all)
                .extracting(SelfStats::id)
                .containsExactlyInAnyOrderElementsOf(
                        etcd.members().list().stream().map(Member::id).toList());
        assertThat(all).allSatisfy(self -> {
            assertThat(self.name()).isNotEmpty();
            assertThat(self.startTime()).isBefore(Instant.now().plusSeconds(60));
            assertThat(self.leader().id()).isEqualTo(leader);
            assertThat(self.leader().uptime()).isPositive();
        });
        assertThat(all).filteredOn(self -> self.state().equals("StateLeader")).hasSize(1);
        assertThat(all)
                .contains(all.get(0))
                .extracting(SelfStats::id)
                .contains(stats.self().id());
    }

    @Test
    void leader_isFound_whereverThePinIs() {
        String leader = etcd.members().leader().id();
        for (URI endpoint : etcd.endpoints()) {
            try (EtcdClient one =
                    running.client().endpoints(others(endpoint)).random(() -> 0).build()) {
                LeaderStats found = running.face().stats(one).leader();
                assertThat(found.leader()).isEqualTo(leader);
                assertThat(found.followers()).hasSize(2).doesNotContainKey(leader);
                assertThat(found.followers().values())
                        .allSatisfy(follower ->
                                assertThat(follower.latency().average()).isLessThan(Duration.ofMinutes(1)));
            }
        }
    }

    private List<URI> others(URI first) {
        List<URI> ring = new ArrayList<>(etcd.endpoints());
        ring.remove(first);
        ring.add(0, first);
        return ring;
    }

    @Test
    void store_countsWhatWasDone() {
        long before = stats.store().sets().success();
        URI asked = stats.store().endpoint();

        etcd.keys().set("/foo", "bar");

        assertThat(stats.at(asked).store().sets().success()).isGreaterThan(before);
        assertThat(stats.store().watchers()).isNotNegative();
    }

    @Test
    void version() {
        Versions versions = running.face() == Face.BLOCKING
                ? etcd.version()
                : etcd.async().version().join();

        assertThat(versions.server()).matches("3\\.\\d+\\.\\d+");
        assertThat(versions.cluster()).matches("3\\.\\d+\\.0|not_decided");
    }

    @Test
    void rawCalls_reachPathsWithoutAMethodOfTheirOwn() {
        etcd.keys().set("/a b", "raw");

        assertThat(call(RawRequest.get("/v2/machines")).text()).contains(running.endpoints());
        assertThat(call(RawRequest.get("/v2/keys/a%20b?quorum=true")).text()).contains("\"value\":\"raw\"");
        RawResponse put =
                call(RawRequest.of("PUT", "/v2/keys/raw").withBody("application/x-www-form-urlencoded", "value=%26"));
        assertThat(put.status()).isEqualTo(201);
        assertThat(etcd.keys().get("/raw").node().value()).isEqualTo("&");
        RawResponse head = call(RawRequest.of("HEAD", "/v2/keys/raw"));
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().first("X-Etcd-Index")).isPresent();
        assertThat(call(RawRequest.get("/nothing")).text()).isEqualTo("404 page not found\n");
    }

    private RawResponse call(RawRequest request) {
        return running.face() == Face.BLOCKING
                ? etcd.call(request)
                : etcd.async().call(request).join();
    }
}
