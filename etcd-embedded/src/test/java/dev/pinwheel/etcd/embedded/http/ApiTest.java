package dev.pinwheel.etcd.embedded.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where requests go, and what every answer carries. */
final class ApiTest {
    private final InProcess etcd = new InProcess();

    @Test
    void aFreshMember_beginsAtIndex3() {
        Response answer = etcd.send("GET", "/v2/keys");

        assertThat(InProcess.show(answer)).isEqualTo("200 {\"action\":\"get\",\"node\":{\"dir\":true}}");
        assertThat(InProcess.header(answer, "X-Etcd-Index")).hasValue("3");
    }

    @Test
    void aKeysAnswer_carriesTheHeadersOfEtcd() {
        Response answer = etcd.send("PUT", "/v2/keys/k", "value=x");

        assertThat(InProcess.header(answer, "X-Etcd-Index")).hasValue("4");
        assertThat(InProcess.header(answer, "X-Etcd-Cluster-Id")).hasValue("abc");
        assertThat(InProcess.header(answer, "X-Raft-Index")).hasValue("5");
        assertThat(InProcess.header(answer, "X-Raft-Term")).hasValue("2");
        assertThat(InProcess.header(answer, "Content-Type")).hasValue("application/json");
        assertThat(answer.body()).endsWith("}\n");
    }

    @Test
    void anError_carriesNoRaftHeaders() {
        Response answer = etcd.send("GET", "/v2/keys/none");

        assertThat(InProcess.header(answer, "X-Etcd-Index")).hasValue("3");
        assertThat(InProcess.header(answer, "X-Raft-Index")).isEmpty();
        assertThat(InProcess.header(answer, "X-Raft-Term")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT /v2/keys/k", "GET /v2/keys?quorum=true", "DELETE /v2/keys/none"})
    void whatGoesThroughConsensus_takesAnEntryOfTheLog(String request) {
        String[] words = request.split(" ", 2);
        etcd.send(words[0], words[1]);

        assertThat(InProcess.header(etcd.send("GET", "/v2/keys"), "X-Raft-Index"))
                .hasValue("5");
    }

    @ParameterizedTest
    @CsvSource({
        "/v2/keys//a,          /v2/keys/a",
        "/v2/keys/a//b/,       /v2/keys/a/b/",
        "/v2/keys/./a,         /v2/keys/a",
        "/v2/keys/a/.,         /v2/keys/a",
        "/v2/keys/..,          /v2",
        "/v2/keys/../../etc,   /etc",
        "/../..,               /",
        "/v2/keys/a%2F%2Fb,    /v2/keys/a/b",
        "/v2/keys/a/%2e%2e/b,  /v2/keys/b",
        "//v2/keys/a%20b,      /v2/keys/a%20b",
        "/v2/keys//a(b)!?x=1,  /v2/keys/a%28b%29%21?x=1",
        "/v2/keys//a?,         /v2/keys/a",
    })
    void anUncleanPath_isRedirectedToTheCleanOne(String target, String location) {
        Response answer = etcd.send("GET", target);

        assertThat(InProcess.show(answer)).isEqualTo("301 <a href=\"" + location + "\">Moved Permanently</a>.");
        assertThat(InProcess.header(answer, "Location")).hasValue(location);
        assertThat(InProcess.header(answer, "X-Etcd-Index")).isEmpty();
    }

    @Test
    void theRedirectOfAWrite_hasNoBody_andNothingIsWritten() {
        Response answer = etcd.send("PUT", "/v2/keys//a", "value=x");

        assertThat(InProcess.show(answer)).isEqualTo("301 ");
        assertThat(InProcess.header(answer, "Content-Type")).isEmpty();
        assertThat(etcd.keys("GET /a")).startsWith("404");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PATCH | /v2/keys/k      | HEAD,GET,PUT,POST,DELETE
            get   | /v2/keys/k      | HEAD,GET,PUT,POST,DELETE
            HEAD  | /v2/members     | GET,POST,DELETE,PUT
            PUT   | /v2/machines    | GET,HEAD
            PUT   | /version        | GET
            HEAD  | /health         | GET
            POST  | /v2/auth/enable | GET,PUT,DELETE
            POST  | /v2/auth/users  | GET
            POST  | /v2/auth/users/x | GET,PUT,DELETE
            PUT   | /v2/stats/self  | GET
            """)
    void aMethodThatDoesNotFit_isAnsweredWithThoseThatDo(String method, String path, String allowed) {
        Response answer = etcd.send(method, path);

        assertThat(InProcess.show(answer)).isEqualTo("405 Method Not Allowed");
        assertThat(InProcess.header(answer, "Allow")).hasValue(allowed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/v2", "/v2/", "/v2/keysX", "/V2/keys", "/version/", "/v2/machines/", "/v2/auth", "/x"})
    void anUnknownPath_isNotFound(String path) {
        assertThat(InProcess.show(etcd.send("GET", path))).isEqualTo("404 404 page not found");
    }

    @Test
    void aQuorumRead_ignoresWait() {
        assertThat(etcd.keys("GET /?quorum=true&wait=true")).startsWith("200");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /version            | 200 {"etcdserver":"3.4.23","etcdcluster":"3.4.0"}
            /health             | 200 {"health":"true"}
            /v2/machines        | 200 http://127.0.0.1:1
            /v2/members         | 200 {"members":[{"id":"1f","name":"m1","peerURLs":["http://127.0.0.1:1"],"clientURLs":["http://127.0.0.1:1"]}]}
            /v2/members/leader  | 200 {"id":"1f","name":"m1","peerURLs":["http://127.0.0.1:1"],"clientURLs":["http://127.0.0.1:1"]}
            /v2/members/1f      | 404 {"message":"Not found"}
            """)
    void questionsAboutTheCluster_areAnswered(String path, String answer) {
        assertThat(InProcess.show(etcd.send("GET", path))).isEqualTo(answer);
    }

    @Test
    void optionsIsAnswered_forCrossOriginRequests() {
        Response answer = etcd.send("OPTIONS", "/anything");

        assertThat(InProcess.show(answer)).isEqualTo("200 ");
        assertThat(InProcess.header(answer, "Access-Control-Allow-Origin")).hasValue("*");
    }
}
