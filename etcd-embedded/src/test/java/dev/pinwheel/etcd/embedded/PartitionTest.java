package dev.pinwheel.etcd.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Members that cannot reach a majority of the others, as clients see them. */
@Timeout(60)
final class PartitionTest {
    private static final Duration SOON = Duration.ofMillis(50);

    private final Http http = new Http();
    private final SettableClock clock = new SettableClock();
    private final EmbeddedEtcd etcd = EmbeddedEtcd.builder()
            .members(3)
            .clock(clock)
            .requestTimeout(Duration.ofMillis(300))
            .electionTimeout(SOON)
            .start();
    private final EmbeddedMember leader = etcd.members().get(0);
    private final EmbeddedMember follower = etcd.members().get(1);
    private final EmbeddedMember third = etcd.members().get(2);

    @AfterEach
    void close() {
        etcd.close();
    }

    @Test
    void anIsolatedFollower_answersPlainReadsFromThePast() throws Exception {
        http.put(leader.uri(), "/k", "value=old");
        follower.isolate();
        http.put(leader.uri(), "/k", "value=new");

        HttpResponse<String> stale = http.get(follower.uri(), "/k");

        assertThat(stale.body()).contains("\"value\":\"old\"");
        assertThat(stale.headers().firstValue("X-Etcd-Index")).hasValue("8");
        assertThat(http.send("HEAD", follower.uri(), "/k?quorum=true").statusCode())
                .isEqualTo(200);
        assertThat(http.get(third.uri(), "/k").body()).contains("\"value\":\"new\"");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    /k?quorum=true",
        "PUT,    /k?value=x",
        "PUT,    /k?value=x&prevValue=other",
        "POST,   /k?value=x",
        "DELETE, /k",
        "DELETE, /none"
    })
    void whatNeedsTheOthers_timesOut(String method, String key) throws Exception {
        http.put(leader.uri(), "/k", "value=x");
        follower.isolate();

        HttpResponse<String> answer = http.send(method, follower.uri(), key);

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body())
                .isEqualTo("{\"errorCode\":300,\"message\":\"Raft Internal Error\","
                        + "\"cause\":\"etcdserver: request timed out\",\"index\":0}\n");
        assertThat(answer.headers().firstValue("X-Etcd-Index")).hasValue("0");
    }

    @Test
    void whatIsWrongWithARequest_isSaidAtOnce() throws Exception {
        follower.isolate();

        assertThat(http.put(follower.uri(), "/k", "ttl=soon").statusCode()).isEqualTo(400);
    }

    @Test
    void aWatchOnAnIsolatedMember_isSilent_andHearsEverythingInOrder_onceItIsHealed() throws Exception {
        follower.isolate();
        BufferedReader watch = http.watch(follower.uri(), "/?wait=true&recursive=true&stream=true");
        http.put(leader.uri(), "/a", "value=1");
        http.put(leader.uri(), "/b", "value=2");
        assertThat(watch.ready()).isFalse();

        follower.heal();

        assertThat(watch.readLine()).contains("\"key\":\"/a\"");
        assertThat(watch.readLine()).contains("\"key\":\"/b\"");
    }

    @Test
    void theHistoryOfAnIsolatedMember_canBeWatched() throws Exception {
        http.put(leader.uri(), "/k", "value=x");
        follower.isolate();

        assertThat(http.get(follower.uri(), "/k?wait=true&waitIndex=8").body()).contains("\"value\":\"x\"");
    }

    @Test
    void aMemberThatHasLostItsLeader_saysSo() throws Exception {
        follower.isolate();

        await().untilAsserted(() -> assertThat(
                        http.ask(follower.uri(), "/v2/members/leader").body())
                .isEqualTo("{\"message\":\"During election\"}"));

        HttpResponse<String> health = http.ask(follower.uri(), "/health");
        assertThat(health.statusCode()).isEqualTo(503);
        assertThat(health.body()).isEqualTo("{\"health\":\"false\"}\n");
        assertThat(http.ask(follower.uri(), "/metrics").body()).contains("\netcd_server_has_leader 0\n");
        assertThat(http.ask(follower.uri(), "/v2/stats/leader").statusCode()).isEqualTo(403);
        assertThat(http.ask(follower.uri(), "/v2/stats/self").body())
                .as("as etcd has it: without a leader a member names itself")
                .contains("\"name\":\"m2\"", "\"state\":\"StateLeader\"");
        for (String path : List.of("/v2/members", "/v2/machines", "/version", "/v2/stats/store", "/v2/auth/enable")) {
            assertThat(http.ask(follower.uri(), path).statusCode()).as(path).isEqualTo(200);
        }
    }

    @Test
    void anIsolatedLeader_isReplaced_andFollowsTheNewOneOnceItIsHealed() throws Exception {
        leader.isolate();
        await().until(() -> etcd.leader().isPresent() && !leader.isLeader());

        assertThat(etcd.leader()).hasValue(follower);
        assertThat(http.put(third.uri(), "/k", "value=x").statusCode()).isEqualTo(201);
        assertThat(http.get(leader.uri(), "/k").statusCode()).isEqualTo(404);
        leader.heal();

        HttpResponse<String> healed = http.get(leader.uri(), "/k");
        assertThat(healed.statusCode()).isEqualTo(200);
        assertThat(healed.headers().firstValue("X-Raft-Term")).hasValue("3");
        assertThat(http.ask(leader.uri(), "/v2/members/leader").body()).contains("\"name\":\"m2\"");
        assertThat(http.ask(leader.uri(), "/v2/stats/self").body()).contains("\"state\":\"StateFollower\"");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aMemberWithoutTheOtherTwo_canDoNothing_untilOneIsBack(boolean killed) throws Exception {
        for (EmbeddedMember member : List.of(leader, third)) {
            if (killed) {
                member.kill();
            } else {
                member.pause();
            }
        }
        assertThat(etcd.leader()).isEmpty();
        assertThat(http.put(follower.uri(), "/k", "value=x").statusCode()).isEqualTo(500);
        assertThat(http.get(follower.uri(), "/k").statusCode()).isEqualTo(404);

        if (killed) {
            third.restart();
        } else {
            third.resume();
        }

        await().until(() -> etcd.leader().isPresent());
        assertThat(http.put(follower.uri(), "/k", "value=x").statusCode()).isEqualTo(201);
        assertThat(http.get(third.uri(), "/k").statusCode()).isEqualTo(200);
    }

    @Test
    void aWriteWithoutALeader_isNotAppliedLater() throws Exception {
        follower.isolate();
        await().until(() -> http.ask(follower.uri(), "/v2/members/leader").statusCode() == 503);
        assertThat(http.put(follower.uri(), "/never", "value=x").statusCode()).isEqualTo(500);

        follower.heal();

        assertThat(http.get(follower.uri(), "/never?quorum=true").statusCode()).isEqualTo(404);
    }

    @Test
    void aMemberThatStartsWithoutAMajority_answersNothing_untilThereIsALeader() throws Exception {
        etcd.members().forEach(EmbeddedMember::kill);
        leader.restart();
        try (RawConnection connection = new RawConnection(leader.uri())) {
            connection.get("/version");
            assertThat(connection.isSilentFor(200)).isTrue();

            third.restart();

            assertThat(connection.readStatus()).isEqualTo(200);
        }
    }

    @Test
    void nothingExpires_withoutALeader_andEverythingOnceThereIsOne() throws Exception {
        http.put(leader.uri(), "/k", "value=x&ttl=5");
        follower.isolate();
        third.isolate();
        clock.advance(Duration.ofSeconds(30));
        etcd.expireDue();

        assertThat(http.get(leader.uri(), "/k").body()).contains("\"ttl\":-25");
        BufferedReader watch = http.watch(leader.uri(), "/k?wait=true");
        etcd.heal();

        assertThat(watch.readLine()).contains("\"action\":\"expire\"", "\"ttl\":-25");
        assertThat(http.get(third.uri(), "/k").statusCode()).isEqualTo(404);
    }

    @Test
    void changesOfUsersAndMembers_needTheOthers() throws Exception {
        follower.isolate();
        await().until(() -> http.ask(follower.uri(), "/v2/members/leader").statusCode() == 503);

        HttpResponse<String> role = http.sendJson("PUT", follower.uri(), "/v2/auth/roles/r", "{\"role\":\"r\"}");
        assertThat(role.statusCode()).isEqualTo(500);
        assertThat(role.body()).isEqualTo("{\"message\":\"Internal Server Error\"}");
        assertThat(http.sendJson("PUT", follower.uri(), "/v2/auth/enable", "").body())
                .isEqualTo("{\"message\":\"auth: No root user available, please create one\"}");
        String urls = "{\"peerURLs\":[\"http://127.0.0.1:1\"]}";
        assertThat(http.sendJson("POST", follower.uri(), "/v2/members", urls).statusCode())
                .isEqualTo(500);
        assertThat(http.ask(leader.uri(), "/v2/auth/roles/r").statusCode()).isEqualTo(404);
    }

    @Test
    void aSideWithAMajority_goesOn_andTheOtherFollowsOnceItIsHealed() throws Exception {
        try (EmbeddedEtcd five = EmbeddedEtcd.builder()
                .members(5)
                .requestTimeout(SOON)
                .electionTimeout(SOON)
                .start()) {
            List<URI> uris = five.endpoints();
            five.isolate(five.members().get(0), five.members().get(1));
            await().until(() -> five.leader().isPresent());

            assertThat(http.put(uris.get(4), "/k", "value=x").statusCode()).isEqualTo(201);
            assertThat(http.put(uris.get(1), "/k", "value=y").statusCode()).isEqualTo(500);
            five.heal();

            for (URI uri : uris) {
                assertThat(http.get(uri, "/k").body()).contains("\"value\":\"x\"");
            }
        }
    }

    @Test
    void aMemberOfAnotherCluster_cannotBeIsolated() {
        try (EmbeddedEtcd other = EmbeddedEtcd.start(1)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> etcd.isolate(other.members().get(0)))
                    .withMessageContaining("is of another cluster; use one of");
        }
    }
}
