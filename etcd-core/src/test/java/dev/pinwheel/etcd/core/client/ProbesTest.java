package dev.pinwheel.etcd.core.client;

import static dev.pinwheel.etcd.core.client.ScriptedClients.clientOf;
import static dev.pinwheel.etcd.core.client.ScriptedTransport.bar;
import static dev.pinwheel.etcd.core.client.ScriptedTransport.refuse;
import static dev.pinwheel.etcd.core.client.ScriptedTransport.silence;
import static dev.pinwheel.etcd.core.client.ScriptedTransport.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.pinwheel.etcd.CallCancelledException;
import dev.pinwheel.etcd.ClientListener;
import dev.pinwheel.etcd.EtcdClient;
import dev.pinwheel.etcd.core.client.ScriptedTransport.Reaction;
import dev.pinwheel.etcd.keys.GetOptions;
import dev.pinwheel.etcd.keys.KeysResponse;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The probes of F13 over a scripted cluster: a has the pin, b comes next; the header time-out is 30 s. */
@Timeout(60)
class ProbesTest {
    private static final Reaction VERSION = text(200, "application/json", "{\"etcdserver\":\"3.4.23\"}");
    private static final Reaction HEALTHY = text(200, "text/plain", "{\"health\":\"true\"}");
    private static final Reaction UNHEALTHY = text(503, "text/plain", "{\"health\":\"false\"}\n");
    private static final Duration SOON = Duration.ofMillis(20);

    private final ScriptedTransport transport = new ScriptedTransport();
    private final Events events = new Events();

    @Test
    void F13_aReadThatWaitsOnADeadEndpoint_movesOn_longBeforeTheHeaderTimeout() {
        transport.on("a", silence()).on("b", bar("get"));
        try (EtcdClient client = stallProbing("a", "b")) {
            assertThat(client.keys().get("/foo").endpoint()).isEqualTo(uri("b"));

            assertThat(transport.count("a", "/version")).isEqualTo(2);
            assertThat(client.endpoints()).containsExactly(uri("b"), uri("a"));
            assertThat(events.told)
                    .containsExactly("a suspect: " + "did not answer GET /version within 250 ms, asked twice");
        }
    }

    @Test
    void F13_aCallGoesOnWaiting_whileItsEndpointAnswersForItself() {
        transport.on("a", silence()).onPath("a", "/version", VERSION).on("b", bar("get"));
        try (EtcdClient client = stallProbing("a", "b")) {
            CompletableFuture<KeysResponse> waiting = client.async().keys().get("/foo", GetOptions.quorum());

            await().until(() -> transport.count("a", "/version") == 3);
            assertThat(waiting).isNotDone();
            assertThat(transport.hosts()).doesNotContain("b");
            assertThat(events.told).isEmpty();
        }
    }

    @Test
    void F13_anEndpointThatAnswersOthers_isNotDead_howeverLateItsVersionIs() {
        transport.on("a", silence()).onPath("a", "/v2/keys/other", bar("get")).on("b", bar("get"));
        try (EtcdClient client = stallProbing("a", "b")) {
            CompletableFuture<KeysResponse> waiting = client.async().keys().get("/foo");

            await().pollInterval(SOON).until(() -> {
                client.keys().get("/other");
                return transport.count("a", "/version") == 4;
            });
            assertThat(events.told).isEmpty();
            assertThat(waiting).isNotDone();

            assertThat(waiting.join().endpoint())
                    .as("nobody hears anything from a any more")
                    .isEqualTo(uri("b"));
        }
    }

    @Test
    void F13_aThousandCallsThatWait_makeOneProbeAtATime() {
        transport.on("a", silence()).on("b", bar("get"));
        try (EtcdClient client = stallProbing("a", "b")) {
            List<CompletableFuture<KeysResponse>> calls = Stream.generate(
                            () -> client.async().keys().get("/foo"))
                    .limit(1_000)
                    .toList();

            assertThat(calls)
                    .allSatisfy(call -> assertThat(call.join().endpoint()).isEqualTo(uri("b")));
            assertThat(transport.count("a", "/version")).isBetween(2L, 4L);
        }
    }

    @Test
    void F6_aWriteThatWaits_isNotRepeated_whenItsEndpointBecomesSuspect() {
        transport.on("a", silence()).on("b", bar("set"));
        try (EtcdClient client = stallProbing("a", "b")) {
            CompletableFuture<KeysResponse> write = client.async().keys().set("/foo", "bar");

            await().until(() -> client.endpoints().get(0).equals(uri("b")));
            assertThat(write).isNotDone();
            assertThat(client.keys().set("/other", "bar").endpoint())
                    .as("the next call starts elsewhere")
                    .isEqualTo(uri("b"));
            assertThat(transport.count("b", "/v2/keys/foo")).isZero();
            assertThat(transport.count("a", "/v2/keys/foo")).isEqualTo(1);
        }
    }

    @Test
    void F14_theLastEndpointOfACall_isWaitedFor_evenIfItIsSuspect() {
        transport.on("a", silence()).on("b", refuse());
        try (EtcdClient client = stallProbing("b", "a")) {
            CompletableFuture<KeysResponse> call = client.async().keys().get("/foo");

            await().until(() -> events.told.size() == 1);
            assertThat(call).isNotDone();
        }
    }

    @Test
    void F13_aSuspect_isTrustedAgain_whenItAnswers_andThePinStays() {
        transport
                .on("a", silence())
                .onPath("a", "/version", silence(), silence(), VERSION)
                .on("b", bar("get"))
                .onPath("b", "/health", HEALTHY);
        try (EtcdClient client = probing(SOON, SOON, "a", "b", "c")) {
            client.keys().get("/foo");

            await().until(() -> {
                client.keys().get("/foo");
                return events.told.size() == 2;
            });
            assertThat(events.told.get(1)).isEqualTo("a trusted");
            assertThat(client.endpoints()).as("the pin stays").containsExactly(uri("b"), uri("c"), uri("a"));
        }
    }

    @Test
    void F13_readsLeaveACutOffEndpoint_forAHealthyOne() {
        transport
                .on("a", bar("get"))
                .onPath("a", "/health", UNHEALTHY)
                .on("b", refuse())
                .on("c", bar("get"))
                .onPath("c", "/health", HEALTHY);
        try (EtcdClient client = probing(Duration.ZERO, SOON, "a", "b", "c")) {
            await().until(() -> client.keys().get("/foo").endpoint().equals(uri("c")));

            assertThat(events.told)
                    .containsExactly("a suspect: is cut off from the cluster: GET /health did not say that it is well");
        }
    }

    @Test
    void F13_whenNobodyIsHealthy_nothingChanges() {
        transport
                .on("a", bar("get"))
                .onPath("a", "/health", UNHEALTHY)
                .on("b", bar("get"))
                .onPath("b", "/health", UNHEALTHY);
        try (EtcdClient client = probing(Duration.ZERO, SOON, "a", "b")) {
            await().until(() -> {
                client.keys().get("/foo");
                return transport.count("b", "/health") >= 3;
            });

            assertThat(client.endpoints()).containsExactly(uri("a"), uri("b"));
            assertThat(events.told).isEmpty();
        }
    }

    @Test
    void F13_anAnswerThatSaysNothingOfHealth_convictsNobody() {
        transport
                .on("a", bar("get"))
                .onPath("a", "/health", text(404, "text/plain", "no such page"))
                .on("b", bar("get"))
                .onPath("b", "/health", HEALTHY);
        try (EtcdClient client = probing(Duration.ZERO, SOON, "a", "b")) {
            await().until(() -> {
                client.keys().get("/foo");
                return transport.count("a", "/health") >= 2;
            });

            assertThat(events.told).isEmpty();
        }
    }

    /** Whether half a second passes without a request: 25 health intervals. */
    private boolean isQuiet() {
        int before = transport.sent().size();
        await().pollDelay(Duration.ofMillis(500)).until(() -> true);
        return transport.sent().size() == before;
    }

    @Test
    void F13_aSingleEndpoint_isNeverProbed() {
        transport.on("a", silence());
        try (EtcdClient client = probing(SOON, SOON, "a")) {
            CompletableFuture<KeysResponse> call = client.async().keys().get("/foo");

            assertThat(isQuiet()).isTrue();
            assertThat(call).isNotDone();
            assertThat(transport.hosts()).containsExactly("a");
        }
    }

    @Test
    void F13_anIdleClient_makesNoTraffic() {
        transport.on("a", bar("get"));
        try (EtcdClient client = probing(SOON, SOON, "a", "b")) {
            client.keys().get("/foo");

            assertThat(isQuiet()).isTrue();
            assertThat(transport.sent()).hasSize(1);
        }
    }

    @Test
    void F13_closing_endsTheProbes() {
        transport.on("a", silence());
        EtcdClient client = stallProbing("a", "b");
        CompletableFuture<KeysResponse> call = client.async().keys().get("/foo");
        await().until(() -> transport.count("a", "/version") > 0);

        client.close();

        assertThatThrownBy(call::join).hasCauseInstanceOf(CallCancelledException.class);
        assertThat(isQuiet()).isTrue();
    }

    @Test
    void E8_theOptions_refuseNegativeTimes() {
        Duration negative = Duration.ofMillis(-1);
        assertThatThrownBy(() -> EtcdClient.builder().stallProbeAfter(negative))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("stallProbeAfter is PT-0.001S");
        assertThatThrownBy(() -> EtcdClient.builder().healthInterval(negative))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("healthInterval is PT-0.001S");
    }

    private EtcdClient stallProbing(String... hosts) {
        return probing(SOON, Duration.ZERO, hosts);
    }

    private EtcdClient probing(Duration stallProbeAfter, Duration healthInterval, String... hosts) {
        return clientOf(transport, hosts)
                .stallProbeAfter(stallProbeAfter)
                .healthInterval(healthInterval)
                .listener(events)
                .build();
    }

    private static URI uri(String host) {
        return URI.create("http://" + host + ":2379");
    }

    private static final class Events implements ClientListener {
        private final List<String> told = new CopyOnWriteArrayList<>();

        @Override
        public void endpointSuspected(URI endpoint, String reason) {
            told.add(endpoint.getHost() + " suspect: " + reason);
        }

        @Override
        public void endpointTrusted(URI endpoint) {
            told.add(endpoint.getHost() + " trusted");
        }
    }
}
