package dev.pinwheel.etcd.core.client;

import static dev.pinwheel.etcd.core.client.ScriptedClients.clientOf;
import static dev.pinwheel.etcd.core.client.ScriptedTransport.bar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pinwheel.etcd.EtcdClient;
import dev.pinwheel.etcd.spi.HttpRequest;
import dev.pinwheel.etcd.spi.TransportFactory;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClientBuilderTest {
    private final ScriptedTransport transport = new ScriptedTransport();

    @Test
    void F1_aBadEndpoint_isRefused_whenItIsGiven() {
        assertThatThrownBy(() -> EtcdClient.builder().endpoints("localhost:2379"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "endpoint \"localhost:2379\" is not an http or https URI; did you mean http://localhost:2379 ?");
        assertThatThrownBy(() -> EtcdClient.builder().endpoints(List.of(URI.create("localhost:2379"))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> EtcdClient.builder().endpoints())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("give at least one");
    }

    @Test
    void F1_noEndpointsAtAll_areRefused_whenTheClientIsBuilt() {
        assertThatThrownBy(() -> EtcdClient.builder().transport(transport).build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("call endpoints(");
    }

    @Test
    void E8_badOptions_areRefused_withTheRemedy() {
        EtcdClient.Builder builder = EtcdClient.builder();
        assertThatThrownBy(() -> builder.headerTimeout(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("headerTimeout is PT-1S; give a positive time, or zero to wait without limit");
        assertThatThrownBy(() -> builder.bodyLimit(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bodyLimit is 0");
        try (EtcdClient client = clientOf(transport, "a").build()) {
            assertThatThrownBy(() -> client.withDeadline(Duration.ZERO))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("deadline is PT0S");
        }
    }

    @Test
    void noTransportOnThePath_isExplained_withAllThree() {
        assertThatThrownBy(() -> EtcdClient.builder().endpoints("http://a").build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("etcd-transport-apache, etcd-transport-okhttp and etcd-transport-jetty");
        assertThatThrownBy(() -> EtcdClient.builder()
                        .endpoints("http://a")
                        .transport("jetty")
                        .build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no etcd transport named \"jetty\" on the path; there is none");
    }

    @Test
    void twoTransportsOnThePath_areExplained_withTheirJarsAndTheWaysOut() {
        List<TransportFactory> two = List.of(new ScriptedTransport(), new ScriptedTransport());

        assertThatThrownBy(() -> TransportFactories.only(two))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("2 etcd transports on the path: \"scripted\" (/")
                .hasMessageContaining("test-classes")
                .hasMessageEndingWith(
                        "remove all but one of these dependencies, or choose in the builder: transport(\"scripted\")");
        assertThat(TransportFactories.named("scripted", two)).isSameAs(two.get(0));
        assertThatThrownBy(() -> TransportFactories.named("jetty", two))
                .hasMessageContaining("there is \"scripted\" (/");
    }

    @Test
    void TC4_requestsSayWhoAskes_andWantNoCompression() {
        transport.on("a", bar("get"));
        try (EtcdClient client = clientOf(transport, "a").build()) {
            client.keys().get("/foo");

            HttpRequest sent = transport.sent().get(0);
            assertThat(sent.headers().first("accept-encoding")).contains("identity");
            assertThat(sent.headers().first("user-agent")).contains("pinwheel-etcd");
            assertThat(sent.body()).isNull();
        }
    }

    @Test
    void aPathPrefixOfTheEndpoint_isKept() {
        transport.on("a", bar("get"));
        try (EtcdClient client =
                clientOf(transport, "a").endpoints("http://a:2379/etcd/").build()) {
            client.keys().get("/foo");

            assertThat(transport.sent().get(0).uri()).isEqualTo(URI.create("http://a:2379/etcd/v2/keys/foo"));
        }
    }

    @Test
    void E6_aRequestLineThatHttpCannotCarry_isRefused_withNothingSent() {
        transport.on("a", bar("get"));
        String longest = "/" + "k".repeat(4094 - "GET /v2/keys/ HTTP/1.1".length());
        try (EtcdClient client = clientOf(transport, "a").build()) {
            client.keys().get(longest);
            assertThatThrownBy(() -> client.keys().get(longest + "k"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("would have 4095 bytes")
                    .hasMessageContaining("use a shorter key");
            assertThat(transport.sent()).hasSize(1);

            client.setEndpoints("https://a:2379");
            client.keys().get(longest + "k");
        }
    }

    @Test
    void aValueOfAnySize_isSent_inTheBody() {
        transport.on("a", bar("set"));
        try (EtcdClient client = clientOf(transport, "a").build()) {
            client.keys().set("/foo", "v".repeat(1_000_000));

            assertThat(transport.sent().get(0).body()).hasSize(1_000_000 + "value=".length());
        }
    }
}
