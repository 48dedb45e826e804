package dev.pinwheel.etcd.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.pinwheel.etcd.embedded.fault.Fault;
import dev.pinwheel.etcd.embedded.journal.Effect;
import dev.pinwheel.etcd.embedded.journal.Entry;
import dev.pinwheel.etcd.embedded.journal.Journal;
import dev.pinwheel.etcd.embedded.request.ReceivedRequest;
import dev.pinwheel.etcd.embedded.request.Requests;
import dev.pinwheel.etcd.embedded.server.Wiretap;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What members received, and what came of it. */
final class JournalTest {
    private static final Requests WRITES = Requests.method("PUT").withPath("/v2/keys/k");

    private final EmbeddedEtcd etcd = EmbeddedEtcd.start(2);
    private final URI uri = etcd.endpoints().get(0);
    private final Journal journal = etcd.journal();
    private final Http http = new Http();

    @AfterEach
    void close() {
        etcd.close();
    }

    @Test
    void aWrite_hasTheIndexThatItTook() throws Exception {
        String index = http.put(uri, "/k", "value=a+b&ttl=5")
                .headers()
                .firstValue("X-Etcd-Index")
                .orElseThrow();

        assertThat(journal.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.request())
                    .isEqualTo(new ReceivedRequest("m1", "PUT", "/v2/keys/k", Map.of("value", "a b", "ttl", "5")));
            assertThat(entry.effect()).isEqualTo(Effect.APPLIED);
            assertThat(entry.appliedIndex()).hasValue(Long.parseLong(index));
            assertThat(entry.status()).hasValue(201);
            assertThat(entry.isAnswered()).isTrue();
            assertThat(entry.fault()).isEmpty();
            assertThat(entry)
                    .hasToString("1 m1 PUT /v2/keys/k {ttl=5, value=a b}: APPLIED at " + index + ", status 201");
        });
    }

    @Test
    void appliedExactlyOnce_thoughItsAnswerWasLost_andItWasSentAgain() throws Exception {
        etcd.faults().next(1).matching(WRITES).inject(Fault.resetAfterApplying());
        try (Wiretap client = new Wiretap(uri)) {
            client.put("/v2/keys/k", "value=x&prevExist=false");
            assertThat(client.rest()).isEqualTo("<reset>");
        }
        http.put(etcd.endpoints().get(1), "/k", "value=x&prevExist=false");

        assertThat(journal.entries(WRITES))
                .extracting(entry -> entry.request().member(), Entry::effect, Entry::isAnswered, Entry::fault)
                .containsExactly(
                        tuple("m1", Effect.APPLIED, false, Optional.of(Fault.resetAfterApplying())),
                        tuple("m2", Effect.REFUSED, true, Optional.empty()));
        assertThat(journal.applied(WRITES)).hasSize(1);
    }

    @Test
    void whatChangesNothing_saysSo() throws Exception {
        etcd.faults().next(1).matching(Requests.method("DELETE")).inject(Fault.answer(503, ""));
        http.get(uri, "/k");
        http.put(uri, "/k", "prevValue=none");
        http.put(uri, "/k", "ttl=none");
        http.send("DELETE", uri, "/k");
        http.ask(uri, "/version");
        http.ask(uri, "/v2/nowhere");

        assertThat(journal.entries())
                .extracting(Entry::effect)
                .containsExactly(Effect.NONE, Effect.REFUSED, Effect.REFUSED, Effect.NONE, Effect.NONE, Effect.NONE);
        assertThat(journal.entries())
                .extracting(entry -> entry.status().orElseThrow())
                .containsExactly(404, 404, 400, 503, 200, 404);
        assertThat(journal.applied(Requests.any())).isEmpty();
    }

    @Test
    void deletes_postsAndSwaps_takeIndexes() throws Exception {
        http.put(uri, "/k", "value=x");
        http.put(uri, "/k", "value=y&prevValue=x");
        http.send("POST", uri, "/queue");
        http.send("DELETE", uri, "/k");

        List<Long> indexes = journal.applied(Requests.pathBelow("/v2/keys")).stream()
                .map(entry -> entry.appliedIndex().orElseThrow())
                .toList();
        assertThat(indexes)
                .containsExactlyElementsOf(
                        IntStream.range(0, 4).mapToObj(i -> indexes.get(0) + i).toList());
    }

    @Test
    void aWatch_isAnsweredByItsHead() throws Exception {
        try (Wiretap client = new Wiretap(uri)) {
            client.get("/v2/keys/k?wait=true");
            client.readThrough("\r\n\r\n");
            assertThat(journal.entries()).singleElement().satisfies(entry -> {
                assertThat(entry.status()).hasValue(200);
                assertThat(entry.effect()).isEqualTo(Effect.NONE);
                assertThat(entry.request().parameters()).containsEntry("wait", "true");
            });
        }
    }

    @Test
    void secretsAreNotInIt_butWhatTheyChangedIs() throws Exception {
        try (Wiretap client = new Wiretap(uri)) {
            String json = "{\"user\":\"u\",\"password\":\"top-secret\"}";
            client.send("PUT /v2/auth/users/u?password=top-secret HTTP/1.1\r\nHost: x\r\n"
                    + "Authorization: Basic dG9wLXNlY3JldA==\r\nContent-Length: " + json.length() + "\r\n\r\n" + json);
            assertThat(client.answer()).startsWith("201");
            String form = "password=top-secret";
            client.send("PUT /v2/auth/users/u HTTP/1.1\r\nHost: x\r\n"
                    + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + form.length() + "\r\n\r\n"
                    + form);
            assertThat(client.answer()).startsWith("400");
            client.send("GET http://user:top-secret@x/version HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.answer()).startsWith("200");
        }
        assertThat(journal.entries()).hasSize(3);
        assertThat(journal.entries().toString()).doesNotContain("secret").doesNotContain("dG9w");
        assertThat(journal.entries().get(0).effect()).isEqualTo(Effect.APPLIED);
        assertThat(journal.entries().get(0).appliedIndex()).isEmpty();
        assertThat(journal.entries().get(1).effect()).isEqualTo(Effect.REFUSED);
    }

    @Test
    void pathsAndValues_areDecoded_asFarAsTheyCanBe() throws Exception {
        http.put(uri, "/%C3%A4%20%2B", "value=%E2%82%AC");
        try (Wiretap client = new Wiretap(uri)) {
            client.get("/v2/keys/%zz?a=%zz");
            client.readThrough("\r\n\r\n");
        }

        assertThat(journal.entries())
                .extracting(
                        entry -> entry.request().path(),
                        entry -> entry.request().parameters())
                .containsExactly(
                        tuple("/v2/keys/\u00e4 +", Map.of("value", "\u20ac")), tuple("/v2/keys/%zz", Map.of()));
    }

    @Test
    void clear_forgets_butDoesNotCountAgain() throws Exception {
        http.get(uri, "/k");
        journal.clear();
        assertThat(journal.entries()).isEmpty();
        http.get(uri, "/k");

        assertThat(journal.entries()).singleElement().extracting(Entry::number).isEqualTo(2L);
    }

    @Test
    void itCanBeRead_whenTheClusterIsClosed() throws Exception {
        http.put(uri, "/k", "value=x");
        etcd.close();

        assertThat(journal.applied(WRITES)).hasSize(1);
    }
}
