package dev.pinwheel.etcd.core.client;

import static dev.pinwheel.etcd.core.client.ScriptedClients.abc;
import static dev.pinwheel.etcd.core.client.ScriptedClients.clientOf;
import static dev.pinwheel.etcd.core.client.ScriptedTransport.bar;
import static dev.pinwheel.etcd.core.client.ScriptedTransport.etcd;
import static dev.pinwheel.etcd.core.client.ScriptedTransport.refuse;
import static dev.pinwheel.etcd.core.client.ScriptedTransport.reset;
import static dev.pinwheel.etcd.core.client.ScriptedTransport.silence;
import static dev.pinwheel.etcd.core.client.ScriptedTransport.silenceWhileConnecting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pinwheel.etcd.ClusterException;
import dev.pinwheel.etcd.EndpointFailure;
import dev.pinwheel.etcd.EtcdClient;
import dev.pinwheel.etcd.Outcome;
import dev.pinwheel.etcd.core.client.ScriptedTransport.Reaction;
import dev.pinwheel.etcd.keys.DeleteOptions;
import dev.pinwheel.etcd.keys.ErrorCode;
import dev.pinwheel.etcd.keys.KeysApi;
import dev.pinwheel.etcd.keys.KeysException;
import dev.pinwheel.etcd.keys.PrevExist;
import dev.pinwheel.etcd.keys.SetOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailoverTest {
    private final ScriptedTransport transport = new ScriptedTransport();

    @Test
    void F4_aRefusalByEtcd_endsTheCall_withoutAskingOthers() {
        transport.on(
                "a", etcd(404, "{\"errorCode\":100,\"message\":\"Key not found\",\"cause\":\"/foo\",\"index\":7}"));
        try (EtcdClient client = abc(transport)) {
            KeysException refusal = catchThrowableOfType(
                    KeysException.class, () -> client.keys().get("/foo"));

            assertThat(refusal.code()).isEqualTo(ErrorCode.KEY_NOT_FOUND);
            assertThat(refusal.isKeyNotFound()).isTrue();
            assertThat(refusal.index()).isEqualTo(7);
            assertThat(refusal.outcome()).isEqualTo(Outcome.NOT_APPLIED);
            assertThat(refusal)
                    .hasMessage(
                            "GET /v2/keys/foo was refused: Key not found: /foo (code 100, index 7, from http://a:2379)");
            assertThat(transport.hosts()).containsExactly("a");
        }
    }

    @Test
    void F7_laterCalls_startWithTheEndpointThatAnswered() {
        transport.on("a", refuse()).on("b", bar("get"));
        try (EtcdClient client = abc(transport)) {
            assertThat(client.keys().get("/foo").endpoint()).isEqualTo(URI.create("http://b:2379"));
            client.keys().get("/foo");

            assertThat(transport.hosts()).containsExactly("a", "b", "b");
            assertThat(client.endpoints().get(0)).isEqualTo(URI.create("http://b:2379"));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("writes")
    void F5_aWriteThatWasNotSent_goesOn(String name, Consumer<KeysApi> write) {
        transport.on("a", refuse()).on("b", bar("set"));
        try (EtcdClient client = abc(transport)) {
            write.accept(client.keys());

            assertThat(transport.hosts()).containsExactly("a", "b");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("writes")
    void F6_noWrite_isSentTwice_onceItMayHaveBeenReceived(String name, Consumer<KeysApi> write) {
        for (Map.Entry<String, Reaction> fault : Map.of("reset", reset(), "500", etcd(500, "{}"), "503", etcd(503, ""))
                .entrySet()) {
            ScriptedTransport faulty =
                    new ScriptedTransport().on("a", fault.getValue()).on("b", bar("set"));
            try (EtcdClient client = abc(faulty)) {
                ClusterException stopped =
                        catchThrowableOfType(ClusterException.class, () -> write.accept(client.keys()));

                assertThat(faulty.hosts()).as(fault.getKey()).containsExactly("a");
                assertThat(stopped.outcome()).as(fault.getKey()).isEqualTo(Outcome.UNKNOWN);
                assertThat(stopped).hasMessageContaining("is not repeated as it may have been received (1 of 3 tried");
                assertThat(client.endpoints().get(0)).as("F5: the pin moves on").isEqualTo(URI.create("http://b:2379"));
            }
        }
    }

    static Stream<Arguments> writes() {
        return Stream.of(
                write("set", keys -> keys.set("/foo", "bar")),
                write("create", keys -> keys.create("/foo", "bar")),
                write("update", keys -> keys.update("/foo", "bar")),
                write("compareAndSwap", keys -> keys.set("/foo", "bar", SetOptions.prevValue("old"))),
                write("delete", keys -> keys.delete("/foo")),
                write("compareAndDelete", keys -> keys.delete("/foo", DeleteOptions.prevIndex(3))),
                write("createInOrder", keys -> keys.createInOrder("/queue", "job")));
    }

    private static Arguments write(String name, Consumer<KeysApi> write) {
        return Arguments.of(name, write);
    }

    @Test
    void F6_anUnconditionalSet_isRepeated_whenTheUserAllowsIt() {
        transport.on("a", reset()).on("b", bar("set"));
        try (EtcdClient client =
                clientOf(transport, "a", "b").repeatUnconditionalSets().build()) {
            assertThat(client.keys().set("/foo", "bar").endpoint()).isEqualTo(URI.create("http://b:2379"));
        }
    }

    @Test
    void F6_aConditionalSet_isNotRepeated_evenThen() {
        transport.on("a", reset()).on("b", bar("set"));
        try (EtcdClient client =
                clientOf(transport, "a", "b").repeatUnconditionalSets().build()) {
            assertThatThrownBy(() -> client.keys().set("/foo", "bar", SetOptions.prevExist(PrevExist.YES)))
                    .isInstanceOf(ClusterException.class);
            assertThat(transport.hosts()).containsExactly("a");
        }
    }

    @Test
    void F8_theException_numbersEveryFailure_withEtcdsOwnWords() {
        transport
                .on("a", refuse())
                .on("b", reset())
                .on(
                        "c",
                        etcd(
                                500,
                                "{\"errorCode\":300,\"message\":\"Raft Internal Error\",\"cause\":\"etcdserver: request timed out\",\"index\":0}"));
        try (EtcdClient client = abc(transport)) {
            ClusterException failed = catchThrowableOfType(
                    ClusterException.class, () -> client.keys().get("/foo"));

            assertThat(failed).hasMessage("""
                            no endpoint answered GET /v2/keys/foo (3 of 3 tried)
                              1. http://a:2379  cannot connect: scripted
                              2. http://b:2379  the connection was lost before the answer was complete: scripted
                              3. http://c:2379  500: Raft Internal Error: etcdserver: request timed out (code 300)""");
            assertThat(failed.failures().get(2))
                    .isInstanceOfSatisfying(EndpointFailure.ServerFailure.class, failure -> {
                        assertThat(failure.code()).isEqualTo(ErrorCode.RAFT_INTERNAL);
                        assertThat(failure.status()).isEqualTo(500);
                    });
            assertThat(failed.outcome()).isEqualTo(Outcome.NOT_APPLIED);
        }
    }

    @Test
    void F8_aWriteThatNobodyReceived_saysSo() {
        try (EtcdClient client = abc(transport)) {
            ClusterException failed = catchThrowableOfType(
                    ClusterException.class, () -> client.keys().set("/foo", "bar"));

            assertThat(failed)
                    .hasMessageStartingWith(
                            "no endpoint answered PUT /v2/keys/foo (3 of 3 tried, outcome NOT_APPLIED)");
            assertThat(failed.outcome()).isEqualTo(Outcome.NOT_APPLIED);
        }
    }

    @Test
    void F8_theStackTraceOfAnException_isTheCallers() {
        try (EtcdClient client = abc(transport)) {
            assertThatThrownBy(() -> client.keys().get("/foo"))
                    .satisfies(thrown -> assertThat(thrown.getStackTrace())
                            .anyMatch(frame -> frame.getClassName().equals(FailoverTest.class.getName())));
        }
    }

    @Test
    void F11_aReadThatGetsNoHeadInTime_goesOn() {
        transport.on("a", silence()).on("b", bar("get"));
        try (EtcdClient client = shortOfTime()) {
            assertThat(client.keys().get("/foo").endpoint()).isEqualTo(URI.create("http://b:2379"));
        }
    }

    @Test
    void F11_aWriteThatGetsNoHeadInTime_stops_withoutKnowing() {
        transport.on("a", silence()).on("b", bar("set"));
        try (EtcdClient client = shortOfTime()) {
            ClusterException stopped = catchThrowableOfType(
                    ClusterException.class, () -> client.keys().set("/foo", "bar"));

            assertThat(stopped.outcome()).isEqualTo(Outcome.UNKNOWN);
            assertThat(stopped)
                    .hasMessageContaining(
                            "1. http://a:2379  no response head within 100 ms; the request may have been received");
        }
    }

    @Test
    void F11_aWriteWhoseConnectionIsNotMadeInTime_goesOn_asItWasNotSent() {
        transport.on("a", silenceWhileConnecting()).on("b", bar("set"));
        try (EtcdClient client = shortOfTime()) {
            assertThat(client.keys().set("/foo", "bar").endpoint()).isEqualTo(URI.create("http://b:2379"));
        }
    }

    @Test
    void F11_zeroSwitchesTheHeaderTimeoutOff() {
        transport.on("a", silence());
        try (EtcdClient client =
                clientOf(transport, "a").headerTimeout(Duration.ZERO).build()) {
            assertThatThrownBy(() ->
                            client.withDeadline(Duration.ofMillis(300)).keys().get("/foo"))
                    .hasMessageContaining("did not end within its deadline of 300 ms");
        }
    }

    @Test
    void F14_anEndpointThatWasSilent_isAskedLast() {
        transport.on("a", silence()).on("b", bar("get"), refuse()).on("c", bar("get"), refuse());
        try (EtcdClient client = shortOfTime()) {
            client.keys().get("/foo");
            assertThat(client.endpoints())
                    .containsExactly(
                            URI.create("http://b:2379"), URI.create("http://c:2379"), URI.create("http://a:2379"));
            client.keys().get("/foo");
            assertThat(client.endpoints())
                    .as("though a would come before b")
                    .containsExactly(
                            URI.create("http://c:2379"), URI.create("http://b:2379"), URI.create("http://a:2379"));
        }
    }

    @Test
    void F7_setEndpoints_makesTheNewsOfCallsInFlightLate() throws InterruptedException {
        transport.on("a", silence()).on("b", bar("get")).on("d", bar("get"));
        try (EtcdClient client = shortOfTime()) {
            Thread call = new Thread(() -> client.keys().get("/foo"));
            call.start();
            org.awaitility.Awaitility.await().until(() -> transport.hosts().contains("a"));

            client.setEndpoints("http://d:2379", "http://b:2379");
            call.join(10_000);

            assertThat(transport.hosts()).containsExactly("a", "b");
            assertThat(client.endpoints().get(0)).isEqualTo(URI.create("http://d:2379"));
        }
    }

    @Test
    void F1_setEndpoints_withABadOne_changesNothing() {
        try (EtcdClient client = abc(transport)) {
            assertThatThrownBy(() -> client.setEndpoints("http://d:2379", "e:2379"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("did you mean http://e:2379 ?");
            assertThat(client.endpoints()).hasSize(3).contains(URI.create("http://a:2379"));
        }
    }

    private EtcdClient shortOfTime() {
        return clientOf(transport, "a", "b", "c")
                .headerTimeout(ScriptedClients.SHORT)
                .build();
    }
}
