package dev.pinwheel.etcd.core.client;

import static dev.pinwheel.etcd.core.client.ScriptedClients.abc;
import static dev.pinwheel.etcd.core.client.ScriptedClients.clientOf;
import static dev.pinwheel.etcd.core.client.ScriptedTransport.bar;
import static dev.pinwheel.etcd.core.client.ScriptedTransport.reset;
import static dev.pinwheel.etcd.core.client.ScriptedTransport.silence;
import static dev.pinwheel.etcd.core.client.ScriptedTransport.silenceWhileConnecting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.pinwheel.etcd.CallCancelledException;
import dev.pinwheel.etcd.ClusterException;
import dev.pinwheel.etcd.DeadlineExceededException;
import dev.pinwheel.etcd.EtcdClient;
import dev.pinwheel.etcd.Outcome;
import dev.pinwheel.etcd.keys.KeysResponse;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Deadlines, interrupts and close (F12, E1, E8). */
@Timeout(60)
class EndingTest {
    private final ScriptedTransport transport = new ScriptedTransport();

    @Test
    void F12_aDeadline_winsOverEverything_withTheFailuresAttached() {
        transport.on("a", reset()).on("b", silence());
        try (EtcdClient client = clientOf(transport, "a", "b").build()) {
            DeadlineExceededException late = catchThrowableOfType(
                    DeadlineExceededException.class,
                    () -> client.withDeadline(Duration.ofMillis(200)).keys().get("/foo"));

            assertThat(late)
                    .hasMessage(
                            "GET /v2/keys/foo did not end within its deadline of 200 ms, waiting for http://b:2379 (number 2 of 2)");
            assertThat(late.getSuppressed()).hasSize(1);
            assertThat(late.getSuppressed()[0])
                    .isInstanceOf(ClusterException.class)
                    .hasMessageContaining("1. http://a:2379  the connection was lost");
        }
    }

    @Test
    void F12_aDeadline_movesThePinOn_soThatTheNextCallAsksAnother() {
        transport.on("a", silence()).on("b", bar("get"));
        try (EtcdClient client = abc(transport)) {
            EtcdClient hurried = client.withDeadline(Duration.ofMillis(200));
            assertThatThrownBy(() -> hurried.keys().set("/foo", "bar")).isInstanceOf(DeadlineExceededException.class);

            assertThat(hurried.keys().get("/foo").endpoint()).isEqualTo(URI.create("http://b:2379"));
        }
    }

    @Test
    void E5_aWriteWhoseDeadlinePassed_isUnknown_unlessItWasNeverSent() {
        transport.on("a", silence()).on("b", silenceWhileConnecting());
        try (EtcdClient client = abc(transport)) {
            EtcdClient hurried = client.withDeadline(Duration.ofMillis(100));

            assertThat(outcomeOfSet(hurried)).as("sent to a").isEqualTo(Outcome.UNKNOWN);
            assertThat(outcomeOfSet(hurried)).as("never sent to b").isEqualTo(Outcome.NOT_APPLIED);
        }
    }

    private static Outcome outcomeOfSet(EtcdClient client) {
        return catchThrowableOfType(
                        DeadlineExceededException.class, () -> client.keys().set("/foo", "bar"))
                .outcome();
    }

    @Test
    void timesOfManyYears_areNoProblem() {
        Duration ages = Duration.ofSeconds(Long.MAX_VALUE);
        transport.on("a", bar("get"));
        try (EtcdClient client = clientOf(transport, "a").headerTimeout(ages).build()) {
            EtcdClient patient = client.withDeadline(ages);

            assertThat(patient.keys().get("/foo").node().value()).isEqualTo("bar");
        }
    }

    @Test
    void E1_anInterrupt_endsTheCall_andTheFlagStaysSet() throws InterruptedException {
        transport.on("a", silence());
        try (EtcdClient client = abc(transport)) {
            Waiter waiter = Waiter.on(client, c -> c.keys().set("/foo", "bar"));
            await().until(() -> !transport.sent().isEmpty());

            waiter.thread.interrupt();
            waiter.thread.join(10_000);

            assertThat(waiter.thrown())
                    .isInstanceOfSatisfying(
                            CallCancelledException.class,
                            cancelled -> assertThat(cancelled.outcome()).isEqualTo(Outcome.UNKNOWN))
                    .hasMessageContaining("because its thread was interrupted, waiting for http://a:2379");
            assertThat(waiter.flag).isTrue();
            assertThat(client.endpoints().get(0)).as("the pin stays").isEqualTo(URI.create("http://a:2379"));
        }
    }

    @Test
    void E1_anInterruptedThread_sendsNothing() {
        try (EtcdClient client = abc(transport)) {
            Thread.currentThread().interrupt();
            Throwable thrown = catchThrowable(() -> client.keys().set("/foo", "bar"));
            boolean flag = Thread.interrupted();

            assertThat(thrown)
                    .isInstanceOfSatisfying(
                            CallCancelledException.class,
                            cancelled -> assertThat(cancelled.outcome()).isEqualTo(Outcome.NOT_APPLIED));
            assertThat(flag).isTrue();
            assertThat(transport.sent()).isEmpty();
        }
    }

    @Test
    void closing_endsTheCallsInFlight() throws InterruptedException {
        transport.on("a", silence());
        EtcdClient client = abc(transport);
        Waiter waiter = Waiter.on(client, c -> c.keys().get("/foo"));
        await().until(() -> !transport.sent().isEmpty());

        client.close();
        waiter.thread.join(10_000);

        assertThat(waiter.thrown())
                .isInstanceOf(CallCancelledException.class)
                .hasMessageContaining("because the client was closed");
        assertThat(transport.hosts()).as("no other endpoint is asked").containsExactly("a");
    }

    @Test
    void E8_aClosedClient_refusesCalls_atOnce() {
        EtcdClient client = abc(transport);
        EtcdClient view = client.withDeadline(Duration.ofSeconds(1));
        client.close();
        client.close();

        for (Consumer<EtcdClient> use :
                java.util.List.<Consumer<EtcdClient>>of(c -> c.keys().get("/foo"), c -> c.setEndpoints("http://a:1"))) {
            assertThatThrownBy(() -> use.accept(client))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("closed");
            assertThatThrownBy(() -> use.accept(view)).isInstanceOf(IllegalStateException.class);
        }
        assertThat(transport.sent()).isEmpty();
    }

    @Test
    void closingAView_leavesTheClientOpen() {
        transport.on("a", bar("get"));
        try (EtcdClient client = abc(transport)) {
            client.withDeadline(Duration.ofSeconds(1)).close();

            assertThat(client.keys().get("/foo").node().value()).isEqualTo("bar");
        }
    }

    @Test
    void closing_leavesNoThread() {
        transport.on("a", silence());
        try (EtcdClient client =
                clientOf(transport, "a").headerTimeout(ScriptedClients.SHORT).build()) {
            assertThatThrownBy(() -> client.keys().get("/foo")).isInstanceOf(ClusterException.class);
            assertThat(timers()).isTrue();
        }
        await().atMost(Duration.ofSeconds(10)).until(() -> !timers());
    }

    private static boolean timers() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().startsWith("etcd-timer"));
    }

    /** A thread that waits in a call. */
    private static final class Waiter {
        private final AtomicReference<Throwable> failure = new AtomicReference<>();
        private final AtomicBoolean flag = new AtomicBoolean();
        private final Thread thread;

        private Waiter(EtcdClient client, Consumer<EtcdClient> call) {
            thread = new Thread(() -> {
                failure.set(catchThrowable(() -> call.accept(client)));
                flag.set(Thread.currentThread().isInterrupted());
            });
        }

        static Waiter on(EtcdClient client, Consumer<EtcdClient> call) {
            Waiter waiter = new Waiter(client, call);
            waiter.thread.start();
            return waiter;
        }

        Throwable thrown() {
            return java.util.Objects.requireNonNull(failure.get());
        }
    }

    @Test
    void F15_aSilentEndpoint_doesNotEatTheWholeDeadlineOfARead() {
        transport.on("a", silence()).on("b", bar("get"));
        try (EtcdClient client = clientOf(transport, "a", "b").build()) {
            KeysResponse got = client.withDeadline(Duration.ofSeconds(4)).keys().get("/foo");

            assertThat(got.endpoint().getHost()).isEqualTo("b");
        }
    }

    @Test
    void F15_aWriteThatMayHaveBeenReceived_hasAllOfItsDeadline() {
        transport.on("a", silence()).on("b", bar("set"));
        try (EtcdClient client = clientOf(transport, "a", "b").build()) {
            assertThatThrownBy(() ->
                            client.withDeadline(Duration.ofMillis(300)).keys().set("/foo", "bar"))
                    .isInstanceOf(DeadlineExceededException.class)
                    .hasMessageContaining("outcome UNKNOWN");
        }
        assertThat(transport.hosts()).containsExactly("a");
    }
}
