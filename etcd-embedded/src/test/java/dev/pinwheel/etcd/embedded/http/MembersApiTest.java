package dev.pinwheel.etcd.embedded.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Changes of members, with the checks and answers of section 12 of the protocol. */
final class MembersApiTest {
    private static final String FOURTH = "{\"peerURLs\":[\" http://127.0.0.1:9 \",\"http://127.0.0.1:8\"]}";

    private final InProcess etcd = new InProcess(3);

    @Test
    void aNewMember_hasNoNameYet_andSortedUrls() {
        long index = etcd.index();

        assertThat(etcd.json("POST /v2/members", FOURTH, ""))
                .matches("201 \\{\"id\":\"[0-9a-f]+\",\"name\":\"\","
                        + "\"peerURLs\":\\[\"http://127.0.0.1:8\",\"http://127.0.0.1:9\"],\"clientURLs\":\\[]}");
        assertThat(etcd.index()).isEqualTo(index + 1);
        assertThat(InProcess.show(etcd.send("GET", "/v2/machines")))
                .isEqualTo("200 http://127.0.0.1:1, http://127.0.0.1:2, http://127.0.0.1:3");
    }

    @Test
    void aSecondNewMember_mustWaitForTheFirst() {
        etcd.json("POST /v2/members", FOURTH, "");

        assertThat(etcd.json("POST /v2/members", "{\"peerURLs\":[\"http://127.0.0.1:10\"]}", ""))
                .isEqualTo("500 {\"message\":\"Internal Server Error\"}");
    }

    @Test
    void aUrlOfAnotherMember_isRefused_butNotItsOwn() {
        assertThat(etcd.json("PUT /v2/members/20", "{\"peerURLs\":[\"http://127.0.0.1:1\"]}", ""))
                .isEqualTo("409 {\"message\":\"membership: peerURL exists\"}");
        assertThat(etcd.json("PUT /v2/members/1f", "{\"peerURLs\":[\"http://127.0.0.1:1\"]}", ""))
                .isEqualTo("204 ");
    }

    @Test
    void aMemberThatIsRemoved_isGoneForGood_andTakesTwoIndexes() {
        long index = etcd.index();

        assertThat(etcd.json("DELETE /v2/members/20", "", "")).isEqualTo("204 ");

        assertThat(etcd.index()).isEqualTo(index + 2);
        assertThat(etcd.removed()).containsExactly(0x20L);
        assertThat(etcd.json("DELETE /v2/members/20", "", ""))
                .isEqualTo("410 {\"message\":\"Member permanently removed: 20\"}");
        assertThat(etcd.json("PUT /v2/members/20", FOURTH, ""))
                .isEqualTo("500 {\"message\":\"Internal Server Error\"}");
    }

    @Test
    void theLeaderThatIsRemoved_isFollowedByAnother() {
        etcd.json("DELETE /v2/members/1f", "", "");

        assertThat(InProcess.show(etcd.askMember(1, "/v2/members/leader")))
                .isEqualTo("503 {\"message\":\"During election\"}");
        etcd.passElectionTimeout();

        assertThat(InProcess.show(etcd.askMember(2, "/v2/members/leader"))).contains("\"id\":\"20\"");
        assertThat(InProcess.show(etcd.askMember(1, "/v2/stats/leader"))).startsWith("200 {\"leader\":\"20\",");
        assertThat(InProcess.show(etcd.askMember(2, "/v2/stats/leader")))
                .isEqualTo("403 {\"message\":\"not current leader\"}");
    }

    @Test
    void aSecondMember_stopsASingleOne() {
        InProcess single = new InProcess(1);

        assertThat(single.json("POST /v2/members", FOURTH, "")).startsWith("201 ");

        assertThat(single.keys("PUT /k value=x"))
                .isEqualTo("500 {\"errorCode\":300,\"message\":\"Raft Internal Error\","
                        + "\"cause\":\"etcdserver: request timed out\",\"index\":0}");
        assertThat(single.keys("GET /k")).startsWith("404 ");
        assertThat(InProcess.show(single.send("GET", "/health"))).isEqualTo("503 {\"health\":\"false\"}");
        single.passElectionTimeout();
        assertThat(InProcess.show(single.send("GET", "/v2/members/leader")))
                .isEqualTo("503 {\"message\":\"During election\"}");
    }
}
