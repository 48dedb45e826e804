package dev.pinwheel.etcd.core.client;

import static dev.pinwheel.etcd.core.client.ScriptedClients.clientOf;
import static dev.pinwheel.etcd.core.client.ScriptedTransport.bar;
import static dev.pinwheel.etcd.core.client.ScriptedTransport.redirect;
import static dev.pinwheel.etcd.core.client.ScriptedTransport.refuse;
import static dev.pinwheel.etcd.core.client.ScriptedTransport.reset;
import static dev.pinwheel.etcd.core.client.ScriptedTransport.silence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.pinwheel.etcd.CallCancelledException;
import dev.pinwheel.etcd.DeadlineExceededException;
import dev.pinwheel.etcd.EtcdClient;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Blocking calls over a transport that can run them on the caller's thread (T2.8). */
@Timeout(60)
class CallerRunsTest {
    private final ScriptedTransport script = new ScriptedTransport();
    private final CallerRunsTransport transport = new CallerRunsTransport(script);
    private final EtcdClient client = clientOf(transport, "a", "b", "c").build();

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void everyAttemptAndRedirect_runsOnTheCaller_oneAfterTheOther() {
        script.on("a", refuse()).on("b", reset()).on("c", redirect(307, "http://d:2379/v2/keys/foo"));
        script.on("d", bar("get"));

        assertThat(client.keys().get("/foo").node().value()).isEqualTo("bar");

        assertThat(script.hosts()).containsExactly("a", "b", "c", "d");
        assertThat(transport.carriers()).hasSize(4).containsOnly(Thread.currentThread());
    }

    @Test
    void aFuture_neverRunsOnTheCaller() {
        script.on("a", bar("get"));

        client.async().keys().get("/foo").join();

        assertThat(transport.carriers()).isEmpty();
    }

    @Test
    void F11_aSilentEndpoint_isLeft_andTheCallGoesOn() {
        script.on("a", silence()).on("b", bar("get"));
        try (EtcdClient impatient = clientOf(transport, "a", "b")
                .headerTimeout(Duration.ofMillis(100))
                .build()) {
            assertThat(impatient.keys().get("/foo").node().value()).isEqualTo("bar");
        }
    }

    @Test
    void F12_aDeadline_endsTheCall() {
        script.on("a", silence());

        assertThatThrownBy(
                        () -> client.withDeadline(Duration.ofMillis(100)).keys().set("/foo", "bar"))
                .isInstanceOf(DeadlineExceededException.class);
    }

    @Test
    void E1_anInterrupt_endsTheCall_andTheFlagStays() {
        script.on("a", silence());
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        AtomicReference<Boolean> flag = new AtomicReference<>();
        Thread caller = new Thread(() -> {
            try {
                client.keys().get("/foo");
            } catch (CallCancelledException cancelled) {
                thrown.set(cancelled);
                flag.set(Thread.currentThread().isInterrupted());
            }
        });
        caller.start();
        await().until(() -> !script.sent().isEmpty());

        caller.interrupt();

        await().untilAsserted(() -> assertThat(flag.get()).isTrue());
        assertThat(thrown.get()).hasMessageContaining("its thread was interrupted");
        assertThat(script.hosts()).containsExactly("a");
    }
}
