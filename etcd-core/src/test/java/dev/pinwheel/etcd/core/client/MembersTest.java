package dev.pinwheel.etcd.core.client;

import static dev.pinwheel.etcd.core.client.ScriptedClients.clientOf;
import static dev.pinwheel.etcd.core.client.ScriptedTransport.etcd;
import static dev.pinwheel.etcd.core.client.ScriptedTransport.reset;
import static dev.pinwheel.etcd.core.client.ScriptedTransport.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pinwheel.etcd.ClusterException;
import dev.pinwheel.etcd.EtcdClient;
import dev.pinwheel.etcd.InvalidResponseException;
import dev.pinwheel.etcd.Outcome;
import dev.pinwheel.etcd.members.Member;
import dev.pinwheel.etcd.members.MembersException;
import dev.pinwheel.etcd.spi.HttpRequest;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MembersTest {
    private static final String M1 = "{\"id\":\"42804af8a2c99ace\",\"name\":\"m1\","
            + "\"peerURLs\":[\"http://10.0.0.1:2380\"],\"clientURLs\":[\"http://10.0.0.1:2379\"]}";
    private static final String ADDED =
            "{\"id\":\"abc\",\"name\":\"\",\"peerURLs\":[\"http://10.0.0.4:2380\"],\"clientURLs\":[]}";

    private final ScriptedTransport transport = new ScriptedTransport();
    private final EtcdClient client = clientOf(transport, "a", "b").build();

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void list_tellsAlsoOfMembersThatHaveNotStarted() {
        transport.on("a", etcd(200, "{\"members\":[" + M1 + "," + ADDED + "]}\n"));

        assertThat(client.members().list())
                .containsExactly(
                        new Member(
                                "42804af8a2c99ace",
                                "m1",
                                List.of(URI.create("http://10.0.0.1:2380")),
                                List.of(URI.create("http://10.0.0.1:2379"))),
                        new Member("abc", "", List.of(URI.create("http://10.0.0.4:2380")), List.of()))
                .extracting(Member::hasStarted)
                .containsExactly(true, false);
        assertThat(transport.sent())
                .extracting(HttpRequest::uri)
                .containsExactly(URI.create("http://a:2379/v2/members"));
    }

    @Test
    void leader_isAskedOfTheNext_duringAnElection() {
        transport.on("a", etcd(503, "{\"message\":\"During election\"}")).on("b", etcd(200, M1));

        assertThat(client.members().leader().name()).isEqualTo("m1");
    }

    @Test
    void F8_noLeader_isTold_byEveryEndpoint() {
        transport
                .on("a", etcd(503, "{\"message\":\"During election\"}"))
                .on("b", etcd(503, "{\"message\":\"During election\"}"));

        assertThatThrownBy(() -> client.members().leader())
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("http://a:2379  503: During election")
                .hasMessageContaining("http://b:2379  503: During election");
    }

    @Test
    void add_update_remove_areWrittenAsEtcdReadsThem() {
        transport.on("a", etcd(201, ADDED));
        assertThat(client.members()
                        .add("http://10.0.0.4:2380", "http://[::1]:1")
                        .id())
                .isEqualTo("abc");
        transport.on("a", text(204, "", ""));
        client.members().update("abc", "http://10.0.0.5:2380");
        client.members().remove("ABC");

        assertThat(transport.sent())
                .extracting(request -> request.method() + " " + request.uri().getPath() + " " + body(request))
                .containsExactly(
                        "POST /v2/members {\"peerURLs\":[\"http://10.0.0.4:2380\",\"http://[::1]:1\"]}",
                        "PUT /v2/members/abc {\"peerURLs\":[\"http://10.0.0.5:2380\"]}",
                        "DELETE /v2/members/ABC ");
        assertThat(transport.sent().get(0).headers().first("Content-Type")).contains("application/json");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 | Insufficient credentials | true | false | false | false",
                "404 | No such member: abc | false | true | false | false",
                "409 | membership: peerURL exists | false | false | true | false",
                "410 | Member permanently removed: abc | false | false | false | true",
            })
    void E4_aRefusal_saysWhatAndWho(
            int status, String message, boolean unauthorized, boolean notFound, boolean taken, boolean removed) {
        transport.on("a", etcd(status, "{\"message\":\"" + message + "\"}"));

        MembersException refused = catchThrowableOfType(
                MembersException.class, () -> client.members().remove("abc"));

        assertThat(refused)
                .hasMessageStartingWith("DELETE /v2/members/abc was refused: " + message)
                .hasMessageEndingWith("(status " + status + ", from http://a:2379)");
        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.reason()).isEqualTo(message);
        assertThat(refused.endpoint()).isEqualTo(URI.create("http://a:2379"));
        assertThat(refused.outcome()).isEqualTo(Outcome.NOT_APPLIED);
        assertThat(refused.isUnauthorized()).isEqualTo(unauthorized);
        assertThat(refused.isMemberNotFound()).isEqualTo(notFound);
        assertThat(refused.isPeerUrlTaken()).isEqualTo(taken);
        assertThat(refused.isMemberRemoved()).isEqualTo(removed);
    }

    @Test
    void E4_aFutureFails_withTheRefusalItself() {
        transport.on("a", etcd(410, "{\"message\":\"Member permanently removed: abc\"}"));

        assertThatThrownBy(() -> client.async().members().remove("abc").join())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(MembersException.class);
    }

    @Test
    void F6_aChange_isNeverSentTwice_onceItMayHaveBeenReceived() {
        transport.on("a", reset()).on("b", etcd(201, ADDED));

        ClusterException stopped = catchThrowableOfType(
                ClusterException.class, () -> client.members().add("http://10.0.0.4:2380"));

        assertThat(stopped.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(transport.hosts()).containsExactly("a");
    }

    @Test
    void F5_aServerFailureOnAChange_isUnknown() {
        transport.on("a", etcd(500, "{\"message\":\"Internal Server Error\"}"));

        ClusterException failed = catchThrowableOfType(
                ClusterException.class, () -> client.members().remove("abc"));

        assertThat(failed.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(failed).hasMessageContaining("500: Internal Server Error");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "m1", "abc/def", "..", "12345678901234567", "leader", " abc", "-1"})
    void E6_whatIsNotAnId_isRefused_withTheRemedy(String id) {
        assertThatThrownBy(() -> client.members().remove(id))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("id is \"" + id + "\"")
                .hasMessageContaining("hexadecimal digits, not its name");
        assertThatThrownBy(() -> client.async().members().update(id, "http://10.0.0.4:2380"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(transport.sent()).isEmpty();
    }

    @Test
    void E6_noPeerUrl_isRefused() {
        assertThatThrownBy(() -> client.members().add()).hasMessageContaining("no peerUrls; give at least one");
        assertThatThrownBy(() -> client.members().add(" ")).hasMessageContaining("a peerUrl is blank");
        assertThatThrownBy(() -> client.members().add("http://\ud83d:1")).hasMessageContaining("unpaired surrogate");
        assertThat(transport.sent()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | an empty body",
                "[] | JSON that is not an object",
                "{} | JSON whose \"members\" is missing or not a list",
                "{\"members\":{}} | JSON whose \"members\" is missing or not a list",
                "{\"members\":[1]} | JSON whose \"members\" is missing or not an object",
                "{\"members\":[{}]} | JSON whose \"id\" is missing or not a text",
                "{\"members\":[{\"id\":1}]} | JSON whose \"id\" is missing or not a text",
                "{\"members\":[{\"id\":\"1\",\"name\":\"\",\"peerURLs\":[1]}]} | \"peerURLs\" is missing or not a text",
                "{\"members\":[{\"id\":\"1\",\"name\":\"\",\"peerURLs\":[\"a b\"]}]} | not a URI in \"peerURLs\": a b",
                "{\"members\":[] | not etcd's JSON",
                "{\"members\":[]}{} | something after the end of its JSON",
            })
    void E7_aSuccessThatEtcdWouldNotSend_isRefused_withWhatIsWrong(String body, String fault) {
        transport.on("a", etcd(200, body));

        assertThatThrownBy(() -> client.members().list())
                .isInstanceOf(InvalidResponseException.class)
                .hasMessageContaining("http://a:2379 answered GET /v2/members with")
                .hasMessageContaining(fault);
    }

    @Test
    void E7_nullLists_areEmpty() {
        transport.on("a", etcd(200, "{\"members\":null}"));

        assertThat(client.members().list()).isEmpty();
    }

    @Test
    void C8_aServerWithoutTheV2Api_isRecognisedHereToo() {
        transport.on(
                "a",
                text(404, "text/plain; charset=utf-8", "404 page not found\n"),
                etcd(200, "{\"etcdserver\":\"3.5.9\",\"etcdcluster\":\"3.5.0\"}"));

        assertThatThrownBy(() -> client.members().list())
                .isInstanceOf(InvalidResponseException.class)
                .hasMessageContaining("the v2 API is disabled on this etcd 3.5.9");
    }

    @Test
    void E8_aClosedClient_isTold_atOnce() {
        client.close();

        assertThatThrownBy(() -> client.members().list()).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> client.async().members().list()).isInstanceOf(IllegalStateException.class);
    }

    private static String body(HttpRequest request) {
        return request.body() == null ? "" : new String(Objects.requireNonNull(request.body()), UTF_8);
    }
}
