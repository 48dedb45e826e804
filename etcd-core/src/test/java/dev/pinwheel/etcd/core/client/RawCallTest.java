package dev.pinwheel.etcd.core.client;

import static dev.pinwheel.etcd.core.client.ScriptedClients.clientOf;
import static dev.pinwheel.etcd.core.client.ScriptedTransport.etcd;
import static dev.pinwheel.etcd.core.client.ScriptedTransport.refuse;
import static dev.pinwheel.etcd.core.client.ScriptedTransport.reset;
import static dev.pinwheel.etcd.core.client.ScriptedTransport.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pinwheel.etcd.ClusterException;
import dev.pinwheel.etcd.EtcdClient;
import dev.pinwheel.etcd.RawRequest;
import dev.pinwheel.etcd.RawResponse;
import dev.pinwheel.etcd.spi.HttpRequest;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RawCallTest {
    private final ScriptedTransport transport = new ScriptedTransport();
    private final EtcdClient client = clientOf(transport, "a", "b").build();

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void aRead_goesRoundTheEndpoints_andItsAnswerComesAsItIs() {
        transport.on("a", refuse()).on("b", text(404, "text/plain", "404 page not found\n"));

        RawResponse response = client.call(RawRequest.get("/debug/vars?x=%20y&z"));

        assertThat(response.status()).isEqualTo(404);
        assertThat(response.text()).isEqualTo("404 page not found\n");
        assertThat(response.endpoint()).isEqualTo(URI.create("http://b:2379"));
        assertThat(response.headers().first("content-type")).contains("text/plain");
        assertThat(response).hasToString("404 from http://b:2379 with 19 bytes");
        assertThat(transport.sent().get(1).uri()).isEqualTo(URI.create("http://b:2379/debug/vars?x=%20y&z"));
        assertThat(client.async().call(RawRequest.get("/debug/vars")).join().status())
                .isEqualTo(404);
    }

    @Test
    void aBody_isSentAsItIs() {
        transport.on("a", etcd(204, ""));

        client.call(RawRequest.of("PUT", "/config/local/log").withBody("application/json", "{\"Level\":\"DEBUG\"}"));

        HttpRequest sent = transport.sent().get(0);
        assertThat(sent.method()).isEqualTo("PUT");
        assertThat(sent.headers().first("Content-Type")).contains("application/json");
        assertThat(sent.body()).isEqualTo("{\"Level\":\"DEBUG\"}".getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "POST", "DELETE", "PATCH"})
    void F6_aWrite_isNeverSentTwice_onceItMayHaveBeenReceived(String method) {
        transport.on("a", reset()).on("b", etcd(200, ""));

        assertThatThrownBy(() -> client.call(RawRequest.of(method, "/x"))).isInstanceOf(ClusterException.class);
        assertThat(transport.hosts()).containsExactly("a");
    }

    @Test
    void F4_aServerFailure_isAFailedAttempt() {
        transport.on("a", text(502, "text/html", "<html>")).on("b", etcd(200, "fine"));

        assertThat(client.call(RawRequest.of("HEAD", "/x")).text()).isEqualTo("fine");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "http://evil/x", "//evil/x", "/a b", "/%zz", "/a#b", "/é"})
    void E6_whatIsNoEncodedPath_isRefused_withTheRemedy(String target) {
        assertThatThrownBy(() -> RawRequest.get(target))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("target is \"" + target + "\"; give a path");
    }

    @Test
    void E6_methodsAndContentTypes_areChecked() {
        assertThatThrownBy(() -> RawRequest.of("get", "/")).hasMessageContaining("method is \"get\"; give one of");
        assertThatThrownBy(() -> RawRequest.of("CONNECT", "/")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RawRequest.get("/").withBody("a\r\nb", "")).hasMessageContaining("contentType");
        assertThatThrownBy(() -> RawRequest.get("/").withBody(" ", "")).hasMessageContaining("contentType");
    }

    @Test
    void E9_noSecret_isShown() {
        RawRequest request = RawRequest.of("PUT", "/v2/auth/users/a?password=secret")
                .withBody("application/json", "{\"password\":\"secret\"}");

        assertThat(request).hasToString("PUT /v2/auth/users/a");
        assertThat(request.body().toString()).doesNotContain("secret");
        assertThat(request)
                .isEqualTo(RawRequest.of("PUT", "/v2/auth/users/a?password=secret")
                        .withBody("application/json", "{\"password\":\"secret\"}"));
    }
}
