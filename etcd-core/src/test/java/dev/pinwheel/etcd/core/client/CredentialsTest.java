package dev.pinwheel.etcd.core.client;

import static dev.pinwheel.etcd.core.client.ScriptedClients.clientOf;
import static dev.pinwheel.etcd.core.client.ScriptedTransport.bar;
import static dev.pinwheel.etcd.core.client.ScriptedTransport.redirect;
import static dev.pinwheel.etcd.core.client.ScriptedTransport.refuse;
import static dev.pinwheel.etcd.core.client.ScriptedTransport.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pinwheel.etcd.ClusterException;
import dev.pinwheel.etcd.Credentials;
import dev.pinwheel.etcd.EtcdClient;
import dev.pinwheel.etcd.InvalidResponseException;
import dev.pinwheel.etcd.spi.HttpRequest;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {
    private static final Credentials ROOT = new Credentials("root", "pässword");
    private static final String PROOF = "Basic cm9vdDpww6Rzc3dvcmQ=";

    private final ScriptedTransport transport = new ScriptedTransport();

    @Test
    void everyEndpointOfTheRing_getsTheCredentials() {
        transport.on("a", refuse()).on("b", bar("get"));
        try (EtcdClient client = client("a", "b")) {
            client.keys().get("/foo");
        }
        assertThat(proofs()).containsExactly(Optional.of(PROOF), Optional.of(PROOF));
    }

    @Test
    void F10_aRedirectToAnotherEndpointOfTheRing_keepsThem() {
        transport.on("a", redirect(307, "http://b:2379/v2/keys/foo")).on("b", bar("get"));
        try (EtcdClient client = client("a", "b")) {
            client.keys().get("/foo");
        }
        assertThat(proofs()).containsExactly(Optional.of(PROOF), Optional.of(PROOF));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil:2379/v2/keys/foo", "http://a:9999/v2/keys/foo", "https://a:2379/v2/keys/foo"})
    void F10_aRedirectElsewhere_isFollowedWithoutThem(String elsewhere) {
        transport.on("a", redirect(307, elsewhere), bar("get")).on("evil", bar("get"));
        try (EtcdClient client = client("a")) {
            assertThat(client.keys().get("/foo").node().value()).isEqualTo("bar");
        }
        assertThat(proofs()).containsExactly(Optional.of(PROOF), Optional.empty());
    }

    @Test
    void C8_theQuestionForTheVersion_isAskedWithoutThem() {
        transport.on("a", text(404, "text/plain", "404 page not found\n"));
        try (EtcdClient client = client("a")) {
            assertThatThrownBy(() -> client.keys().get("/foo")).isInstanceOf(InvalidResponseException.class);
        }
        assertThat(proofs()).containsExactly(Optional.of(PROOF), Optional.empty());
    }

    @Test
    void E9_noSecret_isShown() {
        transport.on("a", refuse());
        try (EtcdClient client = client("a")) {
            assertThatThrownBy(() -> client.keys().get("/foo"))
                    .isInstanceOf(ClusterException.class)
                    .message()
                    .doesNotContain("pässword", "cm9vd");
        }
        assertThat(ROOT).hasToString("Credentials[root, password not shown]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a:b"})
    void E6_aUserNameThatCannotBeCarried_isRefused(String name) {
        assertThatThrownBy(() -> new Credentials(name, "secret"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("userName")
                .message()
                .doesNotContain("secret");
    }

    private EtcdClient client(String... hosts) {
        return clientOf(transport, hosts).credentials(ROOT).build();
    }

    private List<Optional<String>> proofs() {
        return transport.sent().stream()
                .map(HttpRequest::headers)
                .map(headers -> headers.first("Authorization"))
                .toList();
    }
}
