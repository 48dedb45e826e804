package dev.pinwheel.etcd.embedded.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a member tells of itself; the goldens have what it counts. */
final class StatisticsApiTest {
    private final InProcess etcd = new InProcess(2);

    @Test
    void theLeaderKnowsItsFollowers() {
        assertThat(InProcess.show(etcd.send("GET", "/v2/stats/leader")))
                .startsWith("200 {\"leader\":\"1f\",\"followers\":{\"20\":{\"latency\":{\"current\":0,");
    }

    @Test
    void aMemberTellsSinceWhenItRuns_byTheClockOfTheCluster() {
        etcd.clock.advance(Duration.ofSeconds(61));

        assertThat(InProcess.show(etcd.send("GET", "/v2/stats/self")))
                .isEqualTo("200 {\"name\":\"m1\",\"id\":\"1f\",\"state\":\"StateLeader\","
                        + "\"startTime\":\"2026-11-22T07:00:00Z\",\"leaderInfo\":{\"leader\":\"1f\","
                        + "\"uptime\":\"1m1s\",\"startTime\":\"2026-11-22T07:00:00Z\"},"
                        + "\"recvAppendRequestCnt\":0,\"sendAppendRequestCnt\":0}");
    }

    @Test
    void aFreshCluster_hasCountedHowItsMembersFoundEachOther() {
        assertThat(InProcess.show(new InProcess(1).send("GET", "/v2/stats/store")))
                .contains("\"setsSuccess\":2,", "\"createSuccess\":1,", "\"watchers\":0");
    }

    @Test
    void whoWaits_isCounted_andShownAmongTheMetrics() {
        EventStream stream = etcd.watch("/k", "");
        assertThat(InProcess.show(etcd.send("GET", "/v2/stats/store"))).contains("\"watchers\":1");
        assertThat(InProcess.show(etcd.send("GET", "/metrics"))).contains("\netcd_debugging_store_watchers 1\n");

        stream.close();

        assertThat(InProcess.show(etcd.send("GET", "/v2/stats/store"))).contains("\"watchers\":0");
    }
}
