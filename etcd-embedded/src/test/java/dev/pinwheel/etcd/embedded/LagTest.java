package dev.pinwheel.etcd.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A member that is behind the others, and how it catches up. */
@Timeout(60)
final class LagTest {
    private final Http http = new Http();
    private final EmbeddedEtcd etcd = EmbeddedEtcd.builder()
            .members(3)
            .requestTimeout(Duration.ofMillis(500))
            .start();
    private final EmbeddedMember leader = etcd.members().get(0);
    private final EmbeddedMember laggard = etcd.members().get(1);
    private final EmbeddedMember third = etcd.members().get(2);

    @AfterEach
    void close() {
        etcd.close();
    }

    @Test
    void aLaggard_answersFromAnOlderIndex_untilItCatchesUp() throws Exception {
        http.put(leader.uri(), "/k", "value=old");
        laggard.holdBack();
        http.put(leader.uri(), "/k", "value=new");

        HttpResponse<String> stale = http.get(laggard.uri(), "/k");
        assertThat(stale.body()).contains("\"value\":\"old\"");
        assertThat(stale.headers().firstValue("X-Etcd-Index")).hasValue("8");
        laggard.catchUp();
        laggard.catchUp();

        HttpResponse<String> fresh = http.get(laggard.uri(), "/k");
        assertThat(fresh.body()).contains("\"value\":\"new\"");
        assertThat(fresh.headers().firstValue("X-Etcd-Index")).hasValue("9");
    }

    @Test
    void aLaggard_countsAmongThoseWhoAgree() throws Exception {
        laggard.holdBack();
        third.kill();

        assertThat(http.put(leader.uri(), "/k", "value=x").statusCode()).isEqualTo(201);
    }

    @Test
    void aWriteAtALaggard_isAnsweredOnceItHasCaughtUp_thoughTheOthersHaveCarriedItOut() throws Exception {
        try (EmbeddedEtcd patient = EmbeddedEtcd.start(3)) {
            EmbeddedMember slow = patient.members().get(2);
            slow.holdBack();
            CompletableFuture<HttpResponse<String>> write = http.putLater(slow.uri(), "/k", "value=x");
            await().until(() -> http.get(patient.endpoints().get(0), "/k").statusCode() == 200);
            assertThat(http.get(slow.uri(), "/k").statusCode()).isEqualTo(404);
            assertThat(write).isNotDone();

            slow.catchUp();

            assertThat(write.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(201);
        }
    }

    @Test
    void aWriteAtALaggard_timesOut_andIsCarriedOutAllTheSame() throws Exception {
        laggard.holdBack();

        assertThat(http.put(laggard.uri(), "/k", "value=x").statusCode()).isEqualTo(500);

        assertThat(http.get(leader.uri(), "/k").statusCode()).isEqualTo(200);
        assertThat(http.ask(laggard.uri(), "/health").statusCode()).isEqualTo(503);
    }

    @Test
    void aWatchAtALaggard_hearsEverything_onceItCatchesUp() throws Exception {
        laggard.holdBack();
        BufferedReader watch = http.watch(laggard.uri(), "/k?wait=true&stream=true");
        http.put(leader.uri(), "/k", "value=1");
        http.put(leader.uri(), "/k", "value=2");
        assertThat(watch.ready()).isFalse();

        laggard.catchUp();

        assertThat(watch.readLine()).contains("\"value\":\"1\"");
        assertThat(watch.readLine()).contains("\"value\":\"2\"");
    }

    @Test
    void aSnapshot_doesNotWakeWatches_whichHearTheNextEventAsIfNothingHadHappened() throws Exception {
        laggard.holdBack();
        BufferedReader watch = http.watch(laggard.uri(), "/k?wait=true&waitIndex=8");
        http.put(leader.uri(), "/k", "value=missed");

        laggard.catchUpFromSnapshot();

        HttpResponse<String> read = http.get(laggard.uri(), "/k");
        assertThat(read.body()).contains("\"value\":\"missed\"");
        assertThat(read.headers().firstValue("X-Etcd-Index")).hasValue("8");
        assertThat(watch.ready()).isFalse();
        assertThat(http.get(laggard.uri(), "/k?wait=true&waitIndex=8").body())
                .as("the history has it")
                .contains("\"value\":\"missed\"");
        http.put(leader.uri(), "/k", "value=later");
        assertThat(watch.readLine()).contains("\"value\":\"later\"", "\"modifiedIndex\":9");
    }

    @Test
    void aSnapshot_alsoBringsBackAMemberThatWasCutOff_withTimesToLive() throws Exception {
        http.put(leader.uri(), "/gone", "value=x");
        laggard.isolate();
        http.send("DELETE", leader.uri(), "/gone");
        http.put(leader.uri(), "/dir/file", "value=x&ttl=100");

        laggard.catchUpFromSnapshot();

        String listing = "/?recursive=true&sorted=true";
        assertThat(http.get(laggard.uri(), listing).body())
                .contains("\"ttl\":")
                .isEqualTo(http.get(leader.uri(), listing).body());
        assertThat(http.put(laggard.uri(), "/dir/file", "value=y").statusCode()).isEqualTo(200);
        assertThat(http.get(leader.uri(), "/dir/file").body()).contains("\"value\":\"y\"");
    }

    @Test
    void aWriteThatASnapshotHolds_isNotAnswered() throws Exception {
        laggard.holdBack();
        CompletableFuture<HttpResponse<String>> write = http.putLater(laggard.uri(), "/k", "value=x");
        await().until(() -> http.get(leader.uri(), "/k").statusCode() == 200);

        laggard.catchUpFromSnapshot();

        assertThat(write.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(500);
        assertThat(http.get(laggard.uri(), "/k").statusCode()).isEqualTo(200);
    }

    @Test
    void aLeader_getsNoSnapshot() {
        assertThatIllegalStateException()
                .isThrownBy(leader::catchUpFromSnapshot)
                .withMessage("member m1 cannot get a snapshot: it does not run, leads itself, or reaches no leader;"
                        + " see to that first");
    }

    @Test
    void aRestartedMember_catchesUp_andLagsNoMore() throws Exception {
        laggard.holdBack();
        http.put(leader.uri(), "/k", "value=x");
        laggard.kill();
        http.put(leader.uri(), "/k", "value=y");

        laggard.restart();

        assertThat(http.get(laggard.uri(), "/k").body()).contains("\"value\":\"y\"");
    }

    @Test
    void everyMember_countsForItself() throws Exception {
        http.put(leader.uri(), "/k", "value=x");
        laggard.holdBack();
        http.put(leader.uri(), "/k", "value=y");
        http.watch(third.uri(), "/k?wait=true");

        assertThat(http.ask(leader.uri(), "/v2/stats/store").body()).contains("\"setsSuccess\":6,", "\"watchers\":0");
        assertThat(http.ask(third.uri(), "/v2/stats/store").body()).contains("\"setsSuccess\":6,", "\"watchers\":1");
        assertThat(http.ask(laggard.uri(), "/v2/stats/store").body()).contains("\"setsSuccess\":5,", "\"watchers\":0");
    }
}
