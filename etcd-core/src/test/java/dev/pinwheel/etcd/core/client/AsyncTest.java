package dev.pinwheel.etcd.core.client;

import static dev.pinwheel.etcd.core.client.ScriptedTransport.bar;
import static dev.pinwheel.etcd.core.client.ScriptedTransport.etcd;
import static dev.pinwheel.etcd.core.client.ScriptedTransport.refuse;
import static dev.pinwheel.etcd.core.client.ScriptedTransport.silence;
import static dev.pinwheel.etcd.core.client.ScriptedTransport.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.pinwheel.etcd.CallCancelledException;
import dev.pinwheel.etcd.ClusterException;
import dev.pinwheel.etcd.DeadlineExceededException;
import dev.pinwheel.etcd.EtcdClient;
import dev.pinwheel.etcd.InvalidResponseException;
import dev.pinwheel.etcd.keys.KeysException;
import dev.pinwheel.etcd.keys.KeysResponse;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AsyncTest {
    private final ScriptedTransport transport = new ScriptedTransport();
    private final EtcdClient client = ScriptedClients.abc(transport);

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void aCall_goesRoundTheEndpoints_likeABlockingOne() {
        transport.on("a", refuse()).on("b", bar("get"));

        KeysResponse got = client.async().keys().get("/foo").join();

        assertThat(got.node().value()).isEqualTo("bar");
        assertThat(transport.hosts()).containsExactly("a", "b");
        assertThat(client.endpoints().get(0).getHost()).isEqualTo("b");
    }

    @Test
    void E1_to_E4_aFutureFails_withWhatTheBlockingCallWouldThrow() {
        transport.on(
                "a", etcd(404, "{\"errorCode\":100,\"message\":\"Key not found\",\"cause\":\"/foo\",\"index\":7}"));
        assertThatThrownBy(() -> client.async().keys().get("/foo").join())
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        KeysException.class,
                        refused -> assertThat(refused.isKeyNotFound()).isTrue());

        transport.on("a", refuse());
        assertThatThrownBy(() -> client.async().keys().get("/foo").join()).hasCauseInstanceOf(ClusterException.class);
    }

    @Test
    void C8_aServerWithoutTheV2Api_isRecognised_withoutBlocking() {
        transport.on(
                "a",
                text(404, "text/plain", "404 page not found\n"),
                text(200, "application/json", "{\"etcdserver\":\"3.5.9\",\"etcdcluster\":\"3.5.0\"}"));

        assertThatThrownBy(() -> client.async().keys().get("/foo").join())
                .cause()
                .isInstanceOf(InvalidResponseException.class)
                .hasMessageContaining("v2 API is disabled on this etcd 3.5.9");
    }

    @Test
    void TC6_cancellingTheFuture_abortsTheExchange() {
        transport.on("a", silence());
        CompletableFuture<KeysResponse> future = client.async().keys().get("/foo");

        assertThat(future.cancel(true)).isTrue();

        await().untilAsserted(() -> assertThat(transport.aborted()).isOne());
        assertThatThrownBy(future::join).isInstanceOf(CancellationException.class);
    }

    @Test
    void TC6_cancellingADerivedFuture_abortsTheExchange() {
        transport.on("a", silence());
        CompletableFuture<Integer> derived = client.async()
                .keys()
                .get("/foo")
                .thenApply(got -> got.node().value())
                .thenApply(String::length);

        derived.cancel(true);

        await().untilAsserted(() -> assertThat(transport.aborted()).isOne());
    }

    @Test
    void TC6_cancellingBetweenTheStepsOfOneCall_abortsTheStepThatRuns() {
        transport.on("a", etcd(200, withTtl()), silence());
        CompletableFuture<KeysResponse> future = client.async().keys().removeTtl("/foo");
        await().untilAsserted(() -> assertThat(transport.hosts()).hasSize(2));

        future.cancel(true);

        await().untilAsserted(() -> assertThat(transport.aborted()).isOne());
    }

    @Test
    void F12_aDeadline_endsAFuture() {
        transport.on("a", silence());

        assertThatThrownBy(() -> client.withDeadline(Duration.ofMillis(50))
                        .async()
                        .keys()
                        .get("/foo")
                        .join())
                .hasCauseInstanceOf(DeadlineExceededException.class);
    }

    @Test
    void closing_failsAllFutures() {
        transport.on("a", silence());
        CompletableFuture<KeysResponse> future = client.async().keys().get("/foo");

        client.close();

        assertThatThrownBy(future::join).hasCauseInstanceOf(CallCancelledException.class);
    }

    @Test
    void E8_wrongUse_isThrownAtOnce_notByTheFuture() {
        assertThatThrownBy(() -> client.async().keys().get("/a/../b")).isInstanceOf(IllegalArgumentException.class);
        client.close();
        assertThatThrownBy(() -> client.async().keys().get("/a")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void stages_runOnTheCallbackExecutor() {
        ExecutorService mine = Executors.newSingleThreadExecutor(task -> new Thread(task, "mine"));
        transport.on("a", bar("get"));
        try (EtcdClient with =
                ScriptedClients.clientOf(transport, "a").callbackExecutor(mine).build()) {
            CompletableFuture<String> thread = with.async()
                    .keys()
                    .get("/foo")
                    .thenApply(got -> Thread.currentThread().getName());
            assertThat(thread.join()).isIn("mine", Thread.currentThread().getName());
        } finally {
            mine.shutdownNow();
        }
    }

    @Test
    void anExecutorThatRefuses_stillCompletesTheFuture() {
        ExecutorService mine = Executors.newSingleThreadExecutor();
        mine.shutdown();
        transport.on("a", bar("get"));
        try (EtcdClient with =
                ScriptedClients.clientOf(transport, "a").callbackExecutor(mine).build()) {
            assertThat(with.async().keys().get("/foo").join().node().value()).isEqualTo("bar");
        }
    }

    @Test
    void removeTtl_sendsTheValueAgain_onTheConditionThatNothingChanged_andRepeatsThat() {
        transport.on(
                "a",
                etcd(200, withTtl()),
                etcd(412, "{\"errorCode\":101,\"message\":\"Compare failed\",\"cause\":\"[7 != 8]\",\"index\":8}"),
                etcd(200, withTtl()),
                bar("compareAndSwap"));

        assertThat(client.async().keys().removeTtl("/foo").join().node().value())
                .isEqualTo("bar");

        assertThat(transport.sent())
                .extracting(request -> request.method())
                .containsExactly("GET", "PUT", "GET", "PUT");
        assertThat(new String(transport.sent().get(1).body(), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo("value=bar&prevIndex=7");
    }

    private static String withTtl() {
        return "{\"action\":\"get\",\"node\":{\"key\":\"/foo\",\"value\":\"bar\",\"expiration\":"
                + "\"2026-11-22T10:00:00Z\",\"ttl\":5,\"modifiedIndex\":7,\"createdIndex\":7}}";
    }
}
