package dev.pinwheel.etcd.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The time between the loss of a leader and the election of another, which tests here decide on. */
@Timeout(60)
final class LeaderLossTest {
    private static final Duration LONG = Duration.ofMinutes(10);

    private final Http http = new Http();
    private final EmbeddedEtcd etcd = EmbeddedEtcd.builder()
            .members(3)
            .requestTimeout(Duration.ofSeconds(2))
            .electionTimeout(LONG)
            .start();
    private final EmbeddedMember leader = etcd.members().get(0);
    private final EmbeddedMember follower = etcd.members().get(1);
    private final EmbeddedMember third = etcd.members().get(2);

    @AfterEach
    void close() {
        etcd.close();
    }

    @Test
    void theFirstMember_leads() throws Exception {
        assertThat(etcd.leader()).hasValue(leader);
        assertThat(etcd.members()).filteredOn(EmbeddedMember::isLeader).containsExactly(leader);
        assertThat(http.ask(follower.uri(), "/v2/stats/self").body())
                .contains("\"state\":\"StateFollower\"", "\"leader\":\"1d0fae3be00001\"");
        assertThat(http.ask(leader.uri(), "/v2/stats/leader").statusCode()).isEqualTo(200);
        assertThat(http.ask(follower.uri(), "/v2/stats/leader").statusCode()).isEqualTo(403);
    }

    @Test
    void anotherMember_canBeMadeTheLeader_andNoWriteIsLost() throws Exception {
        third.becomeLeader();
        third.becomeLeader();

        assertThat(etcd.leader()).hasValue(third);
        assertThat(leader.isLeader()).isFalse();
        HttpResponse<String> write = http.put(leader.uri(), "/k", "value=x");
        assertThat(write.statusCode()).isEqualTo(201);
        assertThat(write.headers().firstValue("X-Raft-Term")).hasValue("3");
        assertThat(http.ask(leader.uri(), "/v2/members/leader").body()).contains("\"name\":\"m3\"");
    }

    @Test
    void aMemberWithoutAMajority_cannotBeMadeTheLeader() {
        follower.isolate();

        assertThatIllegalStateException()
                .isThrownBy(follower::becomeLeader)
                .withMessage("member m2 cannot lead: it does not run or reaches no majority;"
                        + " restart(), resume() or heal() first");
    }

    @Test
    void aWriteInTheGap_isLost_andTheNextOneIsNot() throws Exception {
        leader.kill();
        assertThat(etcd.leader()).isEmpty();
        assertThat(http.ask(follower.uri(), "/v2/members/leader").body())
                .as("the old leader is still believed in")
                .contains("\"name\":\"m1\"");
        CompletableFuture<HttpResponse<String>> lost = http.putLater(follower.uri(), "/lost", "value=x");
        assertThat(lost.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(500);

        third.becomeLeader();

        assertThat(http.put(follower.uri(), "/k", "value=x").statusCode()).isEqualTo(201);
        assertThat(http.get(follower.uri(), "/lost").statusCode()).isEqualTo(404);
    }

    @Test
    void aLeaderThatIsCutOff_goesOnCallingItselfOne_andIsNotHealthy() throws Exception {
        leader.isolate();

        assertThat(leader.isLeader()).isTrue();
        assertThat(etcd.leader()).isEmpty();
        assertThat(http.ask(leader.uri(), "/v2/stats/self").body()).contains("\"state\":\"StateLeader\"");
        assertThat(http.ask(leader.uri(), "/v2/stats/leader").statusCode()).isEqualTo(200);
        assertThat(http.ask(leader.uri(), "/v2/members/leader").statusCode()).isEqualTo(200);
        HttpResponse<String> health = http.ask(leader.uri(), "/health");
        assertThat(health.statusCode()).isEqualTo(503);
        assertThat(health.body()).isEqualTo("{\"health\":\"false\"}\n");
    }

    @Test
    void aWriteThatALeaderTookAlone_isCarriedOutLater_thoughItsClientWasToldOfATimeOut() throws Exception {
        leader.isolate();
        assertThat(http.put(leader.uri(), "/late", "value=x").statusCode()).isEqualTo(500);
        assertThat(http.get(leader.uri(), "/late").statusCode()).isEqualTo(404);

        leader.heal();

        assertThat(http.get(third.uri(), "/late").statusCode()).isEqualTo(200);
    }

    @Test
    void aWriteThatALeaderTookAlone_isLost_onceAnotherIsElected() throws Exception {
        leader.isolate();
        assertThat(http.put(leader.uri(), "/lost", "value=x").statusCode()).isEqualTo(500);
        follower.becomeLeader();

        leader.heal();
        leader.becomeLeader();

        assertThat(http.get(leader.uri(), "/lost?quorum=true").statusCode()).isEqualTo(404);
    }

    @Test
    void aWriteThatWasForwardedToAFrozenLeader_isCarriedOutOnceItGoesOn() throws Exception {
        leader.pause();
        assertThat(http.put(follower.uri(), "/late", "value=x").statusCode()).isEqualTo(500);

        leader.resume();

        assertThat(http.get(third.uri(), "/late").statusCode()).isEqualTo(200);
    }

    @Test
    void aWriteThatIsStillWaited_isAnsweredWhenTheLeaderIsBack() throws Exception {
        try (EmbeddedEtcd patient = EmbeddedEtcd.builder()
                .members(3)
                .requestTimeout(LONG)
                .electionTimeout(LONG)
                .start()) {
            EmbeddedMember first = patient.members().get(0);
            first.isolate();
            CompletableFuture<HttpResponse<String>> write = http.putLater(first.uri(), "/k", "value=x");
            // Its turn has come when a read on another connection, sent later, is answered; perhaps only then.
            http.get(first.uri(), "/k");

            first.heal();

            assertThat(write.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(201);
        }
    }

    @Test
    void aWriteThatWaitsForALeader_isCarriedOutByTheNextOne() throws Exception {
        try (EmbeddedEtcd patient = EmbeddedEtcd.builder()
                .members(3)
                .requestTimeout(LONG)
                .electionTimeout(Duration.ofMillis(1))
                .start()) {
            EmbeddedMember survivor = patient.members().get(1);
            patient.members().get(0).kill();
            patient.members().get(2).kill();
            await().until(() -> http.ask(survivor.uri(), "/v2/members/leader").statusCode() == 503);
            CompletableFuture<HttpResponse<String>> write = http.putLater(survivor.uri(), "/k", "value=x");
            http.get(survivor.uri(), "/k");

            patient.members().get(2).restart();

            assertThat(write.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(201);
        }
    }

    @Test
    void aSingleMember_leadsAgainAtOnce_whenItIsRestarted() throws Exception {
        try (EmbeddedEtcd single = EmbeddedEtcd.builder().electionTimeout(LONG).start()) {
            EmbeddedMember member = single.members().get(0);
            member.kill();
            member.restart();

            assertThat(http.put(member.uri(), "/k", "value=x").statusCode()).isEqualTo(201);
        }
    }

    @Test
    void timeoutsMustBePositive() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmbeddedEtcd.builder().requestTimeout(Duration.ZERO))
                .withMessage("requestTimeout is PT0S; give a duration of more than zero");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmbeddedEtcd.builder().electionTimeout(Duration.ofMillis(-1)))
                .withMessage("electionTimeout is PT-0.001S; give a duration of more than zero");
    }
}
