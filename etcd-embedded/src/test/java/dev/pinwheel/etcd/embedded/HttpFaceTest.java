package dev.pinwheel.etcd.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinwheel.etcd.embedded.request.Requests;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What only shows on a real connection. */
final class HttpFaceTest {
    private final Http http = new Http();
    private final EmbeddedEtcd etcd = EmbeddedEtcd.start(1);
    private final URI member = etcd.endpoints().get(0);

    @AfterEach
    void closeCluster() {
        etcd.close();
    }

    @Test
    void aConnection_servesManyRequests_alsoAfterErrors() throws Exception {
        try (RawConnection connection = new RawConnection(member)) {
            connection.put("/v2/keys/k", "value=x");
            assertThat(connection.readStatus()).isEqualTo(201);
            connection.get("/v2/keys/none");
            assertThat(connection.readStatus()).isEqualTo(404);
            connection.get("/v2/keys//k");
            assertThat(connection.readStatus()).isEqualTo(301);
            connection.get("/nowhere");
            assertThat(connection.readStatus()).isEqualTo(404);
            connection.send("PATCH /v2/keys/k HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nbody");
            assertThat(connection.readStatus()).isEqualTo(405);
            connection.get("/v2/keys/k?wait=maybe");
            assertThat(connection.readStatus()).isEqualTo(400);
            connection.get("/v2/keys/k");
            assertThat(connection.readStatus()).isEqualTo(200);
        }
    }

    @Test
    void aFormThatIsTooLarge_isReadToItsEnd_andTheConnectionGoesOn() throws Exception {
        try (RawConnection connection = new RawConnection(member)) {
            connection.put("/v2/keys/k", "value=" + "x".repeat(11_000_000));
            assertThat(connection.readStatus()).isEqualTo(400);
            connection.get("/v2/keys");
            assertThat(connection.readStatus()).isEqualTo(200);
        }
    }

    @Test
    void pipelinedRequests_areAnsweredInOrder() throws Exception {
        try (RawConnection connection = new RawConnection(member)) {
            connection.send("GET /v2/keys/none HTTP/1.1\r\nHost: x\r\n\r\nGET /v2/keys HTTP/1.1\r\nHost: x\r\n\r\n");

            assertThat(connection.readStatus()).isEqualTo(404);
            assertThat(connection.readStatus()).isEqualTo(200);
        }
    }

    @Test
    void aChunkedBody_isRead() throws Exception {
        try (RawConnection connection = new RawConnection(member)) {
            String chunked = "Transfer-Encoding: chunked\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\n";
            connection.send("PUT /v2/keys/k HTTP/1.1\r\nHost: x\r\n" + chunked);
            connection.send("6\r\nvalue=\r\n5\r\nwhole\r\n0\r\n\r\n");
            assertThat(connection.readStatus()).isEqualTo(201);
        }
        assertThat(http.get(member, "/k").body()).contains("\"value\":\"whole\"");
    }

    @Test
    void aChunkThatIsNone_spoilsTheForm_ofARequestThatHasOne_andEndsTheConnection() throws Exception {
        String brokenBody = String.join(
                "\r\n",
                "Host: x",
                "Transfer-Encoding: chunked",
                "Content-Type: application/x-www-form-urlencoded",
                "",
                "zz",
                "");
        try (RawConnection connection = new RawConnection(member)) {
            connection.send("PUT /v2/keys/k HTTP/1.1\r\n" + brokenBody);
            assertThat(connection.readAnswer())
                    .startsWith("HTTP/1.1 400 ")
                    .contains("Connection: close")
                    .contains("\"errorCode\":210,\"message\":\"Invalid POST form\",")
                    .contains("\"cause\":\"invalid byte in chunk length\"");
            assertThat(connection.isCut()).isTrue();
        }
        try (RawConnection connection = new RawConnection(member)) {
            connection.send("GET /version HTTP/1.1\r\n" + brokenBody);
            assertThat(connection.readAnswer()).startsWith("HTTP/1.1 200 ").contains("Connection: close");
            assertThat(connection.isCut()).isTrue();
        }
        assertThat(etcd.journal().applied(Requests.any())).isEmpty();
    }

    @Test
    void aTargetWithoutAPath_isRedirected_andAStarIsNoKey() throws Exception {
        try (RawConnection connection = new RawConnection(member)) {
            connection.get("http://some.where:99?x=/");
            assertThat(connection.readAnswer()).startsWith("HTTP/1.1 301 ").contains("Location: /?x=/\n");
            connection.get("*");
            assertThat(connection.readAnswer()).startsWith("HTTP/1.1 400 ").contains("Connection: close");
        }
    }

    @Test
    void head_hasTheLengthOfTheBody_butNotTheBody() throws Exception {
        http.put(member, "/k", "value=x");
        int length = http.get(member, "/k").body().length();

        HttpResponse<String> answer = http.send("HEAD", member, "/k");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a%20b", "/a+b", "/%3F%23%25", "/%2525", "/%5B%7C%5D", "/%00%ff", "/a:b@c!$*()=,;~"})
    void anyKeyThatIsEscaped_isFoundAgain(String key) throws Exception {
        http.put(member, key, "value=found");

        assertThat(http.get(member, key).body()).contains("\"value\":\"found\"");
    }

    @Test
    void aTargetWithAHost_orWithARawByte_isUnderstood() throws Exception {
        try (RawConnection connection = new RawConnection(member)) {
            connection.put("http://some.where:99/v2/keys/caf\u00c3\u00a9?dir=true", "");
            assertThat(connection.readStatus()).isEqualTo(201);
        }
        assertThat(http.get(member, "/caf%C3%A9").body()).contains("\"key\":\"/caf\u00e9\",\"dir\":true");
    }

    @Test
    void aLargeValue_comesBackWhole() throws Exception {
        String value = "x".repeat(2_000_000);
        http.put(member, "/k", "value=" + value);

        assertThat(http.get(member, "/k").body()).contains("\"" + value + "\"");
    }

    @Test
    void concurrentWrites_eachTakeOneIndex() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> writes = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            writes.add(http.putLater(member, "/k" + i, "value=x"));
        }
        List<String> indexes = new ArrayList<>();
        for (CompletableFuture<HttpResponse<String>> write : writes) {
            indexes.add(write.get(10, TimeUnit.SECONDS)
                    .headers()
                    .firstValue("X-Etcd-Index")
                    .orElseThrow());
        }

        assertThat(indexes).doesNotHaveDuplicates().contains("4", "203");
    }
}
