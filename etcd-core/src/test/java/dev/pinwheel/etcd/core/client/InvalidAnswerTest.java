package dev.pinwheel.etcd.core.client;

import static dev.pinwheel.etcd.core.client.ScriptedClients.clientOf;
import static dev.pinwheel.etcd.core.client.ScriptedTransport.bar;
import static dev.pinwheel.etcd.core.client.ScriptedTransport.etcd;
import static dev.pinwheel.etcd.core.client.ScriptedTransport.refuse;
import static dev.pinwheel.etcd.core.client.ScriptedTransport.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pinwheel.etcd.ClusterException;
import dev.pinwheel.etcd.EtcdClient;
import dev.pinwheel.etcd.InvalidResponseException;
import dev.pinwheel.etcd.Outcome;
import dev.pinwheel.etcd.core.client.ScriptedTransport.Reaction;
import dev.pinwheel.etcd.keys.ErrorCode;
import dev.pinwheel.etcd.keys.KeysException;
import dev.pinwheel.etcd.keys.SetOptions;
import dev.pinwheel.etcd.spi.Headers;
import dev.pinwheel.etcd.spi.TransportException.Kind;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that are not etcd, or not as it should be (E3, E7, C8, TC5). */
class InvalidAnswerTest {
    private static final Headers JSON = Headers.of("Content-Type", "application/json", "X-Etcd-Index", "7");

    private final ScriptedTransport transport = new ScriptedTransport();

    @Test
    void E3_aWebPage_isShown_withWhoAnswered() {
        transport.on("a", text(200, "text/html", "<html>\n<h1>Welcome\u0007</h1></html>"));

        InvalidResponseException invalid = invalidGet();

        assertThat(invalid)
                .hasMessage("http://a:2379 answered GET /v2/keys/foo with something that is not etcd's JSON"
                        + " (status 200, text/html); it begins: <html>.<h1>Welcome.</h1></html>");
        assertThat(invalid.endpoint()).isEqualTo(URI.create("http://a:2379"));
        assertThat(invalid.status()).isEqualTo(200);
        assertThat(invalid.contentType()).isEqualTo("text/html");
        assertThat(invalid.bodyStart()).startsWith("<html>.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | an empty body",
                "[] | JSON that is not an object",
                "null | JSON that is not an object",
                "{} | JSON without a node",
                "{\"action\":\"get\"} | JSON without a node",
                "{\"action\":\"get\",\"node\":null} | JSON whose \"node\" is not an object",
                "{\"action\":\"get\",\"node\":[]} | JSON whose \"node\" is not an object",
                "{\"action\":\"juggle\",\"node\":{\"key\":\"/foo\"}} | JSON without an action that etcd knows",
                "{\"action\":1,\"node\":{\"key\":\"/foo\"}} | JSON without an action that etcd knows",
                "{\"action\":\"get\",\"node\":{\"key\":1}} | JSON whose \"key\" is not a text",
                "{\"action\":\"get\",\"node\":{\"value\":{}}} | JSON whose \"value\" is not a text",
                "{\"action\":\"get\",\"node\":{\"dir\":\"yes\"}} | JSON whose \"dir\" is not true or false",
                "{\"action\":\"get\",\"node\":{\"modifiedIndex\":\"7\"}} | JSON whose \"modifiedIndex\" is not a whole number",
                "{\"action\":\"get\",\"node\":{\"modifiedIndex\":7.5}} | JSON whose \"modifiedIndex\" is not a whole number",
                "{\"action\":\"get\",\"node\":{\"modifiedIndex\":99999999999999999999}} | not etcd's JSON",
                "{\"action\":\"get\",\"node\":{\"expiration\":\"soon\"}} | JSON whose \"expiration\" is not a time",
                "{\"action\":\"get\",\"node\":{\"nodes\":{}}} | JSON whose \"nodes\" is not a list",
                "{\"action\":\"get\",\"node\":{\"nodes\":[1]}} | something that is not a node in \"nodes\"",
                "{\"action\":\"get\",\"node\":{\"nodes\":[[]]}} | something that is not a node in \"nodes\"",
                "{\"action\":\"get\",\"node\":{\"key\":\"/foo\" | not etcd's JSON",
                "{\"action\":\"get\",\"node\":{\"key\":\"/foo\"}} x | not etcd's JSON",
                "{\"action\":\"get\",\"node\":{\"key\":\"/foo\"}}{} | something after the end of its JSON",
            })
    void E7_aSuccessThatEtcdWouldNotSend_isRefused_withWhatIsWrong(String body, String fault) {
        transport.on("a", new Reaction.Answer(200, JSON, body));

        assertThat(invalidGet()).hasMessageContaining(fault).hasMessageContaining("http://a:2379 answered");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "seven", "-"})
    void E7_aSuccessWithoutAnIndex_isRefused(String index) {
        Headers headers =
                index.isEmpty() ? Headers.of("Content-Type", "application/json") : Headers.of("X-Etcd-Index", index);
        transport.on("a", new Reaction.Answer(200, headers, bar("get").body()));

        assertThat(invalidGet()).hasMessageContaining("X-Etcd-Index");
    }

    @Test
    void F8_garbage_movesThePinOn_andOnlyThen() {
        transport.on("a", text(200, "text/html", "<html>")).on("b", bar("get"));
        try (EtcdClient client = clientOf(transport, "a", "b", "c").build()) {
            assertThatThrownBy(() -> client.keys().get("/foo")).isInstanceOf(InvalidResponseException.class);
            assertThat(transport.hosts()).as("garbage ends the call").containsExactly("a");

            assertThat(client.keys().get("/foo").endpoint()).isEqualTo(URI.create("http://b:2379"));
        }
    }

    @Test
    void F4_somethingThatIsNotHttp_isGarbage() {
        transport.on("a", new Reaction.Fail(Kind.PROTOCOL, false)).on("b", bar("get"));

        InvalidResponseException invalid = invalidGet();

        assertThat(invalid).hasMessageContaining("with something that is not HTTP");
        assertThat(invalid.status()).isZero();
        assertThat(transport.hosts()).containsExactly("a");
    }

    @Test
    void E5_aWriteThatGotGarbage_isUnknown() {
        transport.on("a", text(200, "text/html", "<html>"));
        try (EtcdClient client = clientOf(transport, "a").build()) {
            InvalidResponseException invalid = catchThrowableOfType(
                    InvalidResponseException.class, () -> client.keys().set("/foo", "bar"));

            assertThat(invalid.outcome()).isEqualTo(Outcome.UNKNOWN);
        }
    }

    @Test
    void E3_aRefusalThatIsNotEtcds_isInvalid() {
        transport.on("a", text(403, "text/html", "<html>Forbidden by proxy</html>"));

        assertThat(invalidGet())
                .hasMessageContaining("status 403, text/html")
                .hasMessageContaining("Forbidden by proxy");
    }

    @Test
    void E4_aCodeThatIsNotKnown_keepsItsNumber() {
        transport.on("a", etcd(400, "{\"errorCode\":999,\"message\":\"New\",\"extra\":{\"a\":[1]},\"index\":8}"));
        try (EtcdClient client = clientOf(transport, "a").build()) {
            KeysException refusal = catchThrowableOfType(
                    KeysException.class, () -> client.keys().get("/foo"));

            assertThat(refusal.code()).isEqualTo(ErrorCode.UNKNOWN);
            assertThat(refusal.number()).isEqualTo(999);
            assertThat(refusal.detail()).isEmpty();
        }
    }

    @Test
    void C8_aServerWithV2SwitchedOff_isRecognised_withItsVersion() {
        transport.on(
                "a",
                text(404, "text/plain; charset=utf-8", "404 page not found\n"),
                etcd(200, "{\"etcdserver\":\"3.4.23\",\"etcdcluster\":\"3.4.0\"}"));
        try (EtcdClient client = clientOf(transport, "a").build()) {
            InvalidResponseException disabled = catchThrowableOfType(
                    InvalidResponseException.class, () -> client.keys().set("/foo", "bar"));

            assertThat(disabled)
                    .hasMessageContaining("the v2 API is disabled on this etcd 3.4.23")
                    .hasMessageContaining("--enable-v2");
            assertThat(disabled.outcome()).isEqualTo(Outcome.NOT_APPLIED);
            assertThat(transport.sent().get(1).uri()).isEqualTo(URI.create("http://a:2379/version"));
        }
    }

    @Test
    void C8_aServerThatDoesNotTellItsVersion_isRecognisedAllTheSame() {
        transport.on("a", text(404, "text/plain", "404 page not found\n"), refuse());

        assertThat(invalidGet())
                .hasMessageContaining("does not tell its version")
                .hasMessageContaining("--enable-v2");
    }

    @Test
    void F12_askingForTheVersion_staysWithinTheDeadlineOfTheCall() {
        transport.on("a", text(404, "text/plain", "404 page not found\n"), ScriptedTransport.silence());
        try (EtcdClient client = clientOf(transport, "a").build()) {
            assertThatThrownBy(() ->
                            client.withDeadline(Duration.ofMillis(300)).keys().get("/foo"))
                    .isInstanceOf(InvalidResponseException.class)
                    .hasMessageContaining("does not tell its version");
        }
    }

    @Test
    void TC5_aBodyOverTheLimit_isInterrupted_andTheReadGoesOn() {
        String long100 = "x".repeat(100);
        transport.on("a", new Reaction.Answer(200, JSON, long100)).on("b", bar("get"));
        try (EtcdClient client = clientOf(transport, "a", "b").bodyLimit(99).build()) {
            assertThat(client.keys().get("/foo").endpoint()).isEqualTo(URI.create("http://b:2379"));
        }
        ScriptedTransport onlyA = new ScriptedTransport().on("a", new Reaction.Answer(200, JSON, long100));
        try (EtcdClient client = clientOf(onlyA, "a").bodyLimit(99).build()) {
            assertThatThrownBy(() -> client.keys().get("/foo"))
                    .isInstanceOf(ClusterException.class)
                    .hasMessageContaining("longer than the body limit of 99 bytes; raise it in the builder");
        }
        ScriptedTransport fits = new ScriptedTransport().on("a", bar("get"));
        try (EtcdClient client =
                clientOf(fits, "a").bodyLimit(bar("get").body().length()).build()) {
            assertThat(client.keys().get("/foo").node().value()).isEqualTo("bar");
        }
    }

    @Test
    void F11_aBodyThatPausesTooLong_isInterrupted() {
        transport
                .on("a", new Reaction.Drip(JSON, List.of("{"), Duration.ZERO, false))
                .on("b", bar("get"));
        try (EtcdClient client = clientOf(transport, "a", "b")
                .headerTimeout(ScriptedClients.SHORT)
                .build()) {
            assertThat(client.keys().get("/foo").endpoint()).isEqualTo(URI.create("http://b:2379"));
        }
    }

    @Test
    void F11_aBodyThatIsSlowButMoves_isReadToItsEnd() {
        List<String> pieces = List.of(bar("get").body().split("(?<=,)"));
        assertThat(pieces).hasSizeGreaterThan(3);
        transport.on("a", new Reaction.Drip(JSON, pieces, Duration.ofMillis(200), true));
        try (EtcdClient client =
                clientOf(transport, "a").headerTimeout(Duration.ofMillis(600)).build()) {
            assertThat(client.keys().get("/foo").node().value())
                    .as("in all it takes longer than the time-out")
                    .isEqualTo("bar");
        }
    }

    @Test
    void aTreeOfAThousandLevels_isRead() {
        int depth = 1_000;
        String open = String.join("", Collections.nCopies(depth, "{\"key\":\"/d\",\"dir\":true,\"nodes\":["));
        String body = "{\"action\":\"get\",\"node\":" + open + "{\"key\":\"/leaf\",\"value\":\"v\"}"
                + String.join("", Collections.nCopies(depth, "]}")) + "}";
        transport.on("a", new Reaction.Answer(200, JSON, body));
        try (EtcdClient client = clientOf(transport, "a").build()) {
            var node = client.keys().get("/d").node();
            for (int i = 0; i < depth; i++) {
                node = node.nodes().get(0);
            }
            assertThat(node.value()).isEqualTo("v");
        }
    }

    @Test
    void aTreeWithoutEnd_isRefused() {
        String body = "{\"action\":\"get\",\"node\":" + "{\"nodes\":[".repeat(100_000);
        transport.on("a", new Reaction.Answer(200, JSON, body));

        assertThat(invalidGet()).hasMessageContaining("not etcd's JSON");
    }

    @Test
    void anAnswerWithoutNode_isRight_whenNoValueWasAskedFor() {
        transport.on("a", new Reaction.Answer(200, JSON, "{\"action\":\"set\"}"));
        try (EtcdClient client = clientOf(transport, "a").build()) {
            var answer = client.keys().set("/foo", "bar", SetOptions.noValueOnSuccess());

            assertThat(answer.index()).isEqualTo(7);
            assertThat(answer.nodeIfSent()).isEmpty();
            assertThatThrownBy(answer::node)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("noValueOnSuccess");
        }
    }

    private InvalidResponseException invalidGet() {
        try (EtcdClient client = clientOf(transport, "a", "b", "c").build()) {
            return catchThrowableOfType(
                    InvalidResponseException.class, () -> client.keys().get("/foo"));
        }
    }
}
