package dev.pinwheel.etcd.core.client;

import static dev.pinwheel.etcd.core.client.ScriptedClients.clientOf;
import static dev.pinwheel.etcd.core.client.ScriptedTransport.bar;
import static dev.pinwheel.etcd.core.client.ScriptedTransport.redirect;
import static dev.pinwheel.etcd.core.client.ScriptedTransport.silence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pinwheel.etcd.EtcdClient;
import dev.pinwheel.etcd.InvalidResponseException;
import dev.pinwheel.etcd.Outcome;
import dev.pinwheel.etcd.RedirectPolicy;
import dev.pinwheel.etcd.core.client.ScriptedTransport.Reaction;
import dev.pinwheel.etcd.spi.Headers;
import dev.pinwheel.etcd.spi.HttpRequest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectTest {
    private final ScriptedTransport transport = new ScriptedTransport();

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void F9_aRead_followsEveryRedirect(int status) {
        transport.on("a", redirect(status, "http://leader:2379/v2/keys/foo")).on("leader", bar("get"));
        try (EtcdClient client = clientOf(transport, "a").build()) {
            assertThat(client.keys().get("/foo").node().value()).isEqualTo("bar");
            assertThat(transport.hosts()).containsExactly("a", "leader");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {307, 308})
    void F9_aWrite_keepsMethodAndBody(int status) {
        transport.on("a", redirect(status, "http://leader:2379/v2/keys/foo")).on("leader", bar("set"));
        try (EtcdClient client = clientOf(transport, "a").build()) {
            client.keys().set("/foo", "bar");

            HttpRequest followed = transport.sent().get(1);
            assertThat(followed.method()).isEqualTo("PUT");
            assertThat(followed.body())
                    .isEqualTo(transport.sent().get(0).body())
                    .isNotEmpty();
            assertThat(followed.headers()).isEqualTo(transport.sent().get(0).headers());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303})
    void F9_aWrite_isNotTurnedIntoARead(int status) {
        transport.on("a", redirect(status, "http://leader:2379/v2/keys/foo"));
        try (EtcdClient client = clientOf(transport, "a").build()) {
            InvalidResponseException invalid = catchThrowableOfType(
                    InvalidResponseException.class, () -> client.keys().set("/foo", "bar"));

            assertThat(invalid).hasMessageContaining("a redirect (" + status + ") that would turn PUT into GET");
            assertThat(invalid.outcome()).isEqualTo(Outcome.UNKNOWN);
            assertThat(transport.sent()).hasSize(1);
        }
    }

    @Test
    void F9_aRelativeLocation_isResolvedAgainstTheRequest() {
        transport.on("a", redirect(301, "/v2/keys/clean?recursive=true"), bar("get"));
        try (EtcdClient client = clientOf(transport, "a").build()) {
            client.keys().get("/foo");

            assertThat(transport.sent().get(1).uri())
                    .isEqualTo(URI.create("http://a:2379/v2/keys/clean?recursive=true"));
        }
    }

    @Test
    void F9_tenRedirectsAreFollowed_andTheEleventhIsRefused() {
        Reaction again = redirect(307, "http://a:2379/v2/keys/foo");
        transport.on("a", again, again, again, again, again, again, again, again, again, again, bar("get"));
        try (EtcdClient client = clientOf(transport, "a").build()) {
            client.keys().get("/foo");
        }
        ScriptedTransport endless = new ScriptedTransport().on("a", again);
        try (EtcdClient client = clientOf(endless, "a").build()) {
            assertThatThrownBy(() -> client.keys().get("/foo"))
                    .isInstanceOf(InvalidResponseException.class)
                    .hasMessageContaining("the 11th in a row");
            assertThat(endless.sent()).hasSize(11);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | without a Location",
                "http://[broken | unusable Location",
                "ftp://b/x | not an http or https URI",
                "mailto:x | not an http or https URI",
                "http://user:secret@b/x | with user info",
            })
    void F9_aRedirectThatCannotBeFollowed_isGarbage(String location, String fault) {
        transport.on("a", redirect(307, location));
        try (EtcdClient client = clientOf(transport, "a").build()) {
            assertThatThrownBy(() -> client.keys().get("/foo"))
                    .isInstanceOf(InvalidResponseException.class)
                    .hasMessageContaining(fault)
                    .hasMessageNotContaining("secret");
        }
    }

    @Test
    void F9_aRedirectWithoutALocationHeader_isGarbage() {
        transport.on("a", new Reaction.Answer(302, Headers.none(), ""));
        try (EtcdClient client = clientOf(transport, "a").build()) {
            assertThatThrownBy(() -> client.keys().get("/foo")).hasMessageContaining("without a Location");
        }
    }

    @Test
    void F9_aStepDownFromHttps_isGarbage() {
        transport.on("a", redirect(307, "http://b:2379/v2/keys/foo"));
        try (EtcdClient client =
                clientOf(transport, "a").endpoints("https://a:2379").build()) {
            assertThatThrownBy(() -> client.keys().get("/foo")).hasMessageContaining("a step down from https to http");
        }
    }

    @Test
    void F9_thePolicy_isAskedOnceForEachRedirect_andMayRefuse() {
        transport.on("a", redirect(307, "http://b:2379/x")).on("b", redirect(307, "http://c:2379/y"));
        List<String> asked = new ArrayList<>();
        RedirectPolicy onlyOne = (from, to, count) -> {
            asked.add(from.getHost() + " to " + to.getHost() + ", " + count);
            return count <= 1;
        };
        try (EtcdClient client =
                clientOf(transport, "a").redirectPolicy(onlyOne).build()) {
            assertThatThrownBy(() -> client.keys().get("/foo"))
                    .isInstanceOf(InvalidResponseException.class)
                    .hasMessageContaining("which the redirect policy refuses");
            assertThat(asked).containsExactly("a to b, 1", "b to c, 2");
        }
    }

    @Test
    void F9_aPolicyThatThrows_endsTheCall() {
        transport.on("a", redirect(307, "http://b:2379/x"));
        RedirectPolicy broken = (from, to, count) -> {
            throw new IllegalStateException("broken policy");
        };
        try (EtcdClient client = clientOf(transport, "a").redirectPolicy(broken).build()) {
            assertThatThrownBy(() -> client.keys().get("/foo")).hasMessageContaining("broken policy");
        }
    }

    @Test
    void F11_redirectsShareOneHeaderTimeout() {
        transport.on("a", redirect(307, "http://b:2379/x")).on("b", silence());
        try (EtcdClient client =
                clientOf(transport, "a").headerTimeout(ScriptedClients.SHORT).build()) {
            assertThatThrownBy(() -> client.keys().get("/foo"))
                    .hasMessageContaining("http://a:2379  no response head within 100 ms");
        }
    }
}
