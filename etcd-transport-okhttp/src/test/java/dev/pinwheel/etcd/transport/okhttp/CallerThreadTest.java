package dev.pinwheel.etcd.transport.okhttp;

import static dev.pinwheel.etcd.tck.bench.Requests.get;
import static dev.pinwheel.etcd.tck.server.Scripts.answering;
import static dev.pinwheel.etcd.tck.server.Scripts.answeringAndStalling;
import static dev.pinwheel.etcd.tck.server.Scripts.ok;
import static dev.pinwheel.etcd.tck.server.Scripts.silent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pinwheel.etcd.spi.HttpRequest;
import dev.pinwheel.etcd.spi.Transport;
import dev.pinwheel.etcd.spi.TransportException.Kind;
import dev.pinwheel.etcd.tck.bench.Bench;
import dev.pinwheel.etcd.tck.bench.RecordingListener;
import dev.pinwheel.etcd.tck.bench.Signal;
import dev.pinwheel.etcd.tck.server.RawServer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule T2.8 where OkHttp makes it hard: demand, ends and interrupts that come from other threads. */
class CallerThreadTest {
    private final Bench bench = Given.bench();
    private final AtomicBoolean interrupted = new AtomicBoolean();

    @AfterEach
    void close() throws InterruptedException {
        bench.close();
    }

    private Thread call(Transport transport, HttpRequest request, RecordingListener listener)
            throws InterruptedException {
        Thread caller = new Thread(
                () -> {
                    transport.executeOnCaller(request, listener);
                    interrupted.set(Thread.currentThread().isInterrupted());
                },
                "caller");
        caller.setDaemon(true);
        caller.start();
        bench.patience().until(() -> !listener.signals().isEmpty(), "onStart");
        return caller;
    }

    private void assertReturns(Thread caller, RecordingListener listener) throws InterruptedException {
        caller.join(bench.patience().limit().toMillis());
        assertThat(caller.isAlive()).as("the caller still waits").isFalse();
        assertThat(listener.isEnded()).isTrue();
        assertThat(Set.copyOf(listener.threads())).containsExactly(caller);
        assertThat(listener.violations()).isEmpty();
    }

    @Test
    void demandFromAnotherThread_isMetOnTheCallers() throws Exception {
        String body = "0123456789".repeat(10_000);
        RawServer server = bench.plain(answering(ok(body)));
        RecordingListener listener = bench.withoutDemand();
        Thread caller = call(bench.transport(), get(server.uri("/")), listener);
        while (!listener.isEnded()) {
            listener.request(1);
        }
        assertThat(listener.awaitBody()).isEqualTo(body);
        assertReturns(caller, listener);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\nabc"})
    void cancelAndCloseFromAnotherThread_areSignalledOnTheCallers(String answer) throws Exception {
        for (boolean closing : new boolean[] {false, true}) {
            RawServer server = bench.plain(answeringAndStalling(answer));
            Transport transport = bench.transport();
            RecordingListener listener = answer.isEmpty() ? bench.unlimited() : bench.withoutDemand();
            Thread caller = call(transport, get(server.uri("/")), listener);
            bench.patience().until(() -> server.hasSeen("/"), "the request has arrived");
            if (closing) {
                transport.close();
            } else {
                listener.cancel();
            }
            assertThat(listener.awaitFailure().kind()).isEqualTo(closing ? Kind.CLOSED : Kind.CANCELLED);
            assertThat(listener.awaitFailure().requestNotSent()).isFalse();
            assertReturns(caller, listener);
            assertThat(interrupted).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "https", "https, HTTP/2 asked for"})
    void interruption_isCancelled_andKeepsTheFlag(String scheme) throws Exception {
        RawServer server = scheme.equals("http")
                ? bench.plain(silent())
                : bench.tls(bench.certificates().server(), silent());
        Transport transport = bench.transport(
                options -> options.tls(bench.certificates().client()).http2(scheme.contains("HTTP/2")));
        RecordingListener listener = bench.unlimited();
        Thread caller = call(transport, get(server.uri("/")), listener);
        bench.patience().until(() -> server.hasSeen("/"), "the request has arrived");
        caller.interrupt();
        assertThat(listener.endsWithin(bench.patience().soon())).isTrue();
        assertThat(listener.awaitFailure().kind()).isEqualTo(Kind.CANCELLED);
        assertThat(listener.awaitFailure().requestNotSent()).isFalse();
        assertReturns(caller, listener);
        assertThat(interrupted).isTrue();
        bench.patience().awaitSoon(server.ended(), "the server sees the end");
    }

    @Test
    void interruptionWhileStalledByDemand_isCancelled() throws Exception {
        RawServer server = bench.plain(answering(ok("x".repeat(100_000))));
        RecordingListener listener = bench.withoutDemand();
        Thread caller = call(bench.transport(), get(server.uri("/")), listener);
        listener.awaitHead();
        caller.interrupt();
        assertThat(listener.endsWithin(bench.patience().soon())).isTrue();
        assertThat(listener.awaitFailure().kind()).isEqualTo(Kind.CANCELLED);
        assertReturns(caller, listener);
    }

    @Test
    void anInterruptThatCameBefore_sendsNothing() throws Exception {
        RawServer server = bench.plain(silent());
        RecordingListener listener = bench.unlimited();
        Thread.currentThread().interrupt();
        bench.transport().executeOnCaller(get(server.uri("/")), listener);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(listener.awaitFailure().kind()).isEqualTo(Kind.CANCELLED);
        assertThat(listener.awaitFailure().requestNotSent()).isTrue();
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void http2AskedForButNotAgreedTo_stillSignalsOnTheCaller() throws Exception {
        RawServer server = bench.tls(bench.certificates().server(), answering(ok("x".repeat(100_000))));
        Transport transport = bench.transport(
                options -> options.tls(bench.certificates().client()).http2(true));
        RecordingListener listener = bench.withoutDemand().on(Signal.DATA, () -> {});
        Thread caller = call(transport, get(server.uri("/")), listener);
        listener.request(Long.MAX_VALUE);
        assertThat(listener.awaitBody()).hasSize(100_000);
        assertReturns(caller, listener);
    }

    @Test
    void waitingForATurn_canBeInterruptedAndCancelled() throws Exception {
        RawServer server = bench.plain(silent());
        Transport narrow = bench.transport(options -> options.maxConnectionsPerEndpoint(1));
        RecordingListener holder = bench.execute(narrow, get(server.uri("/holder")));
        bench.patience().until(() -> server.hasSeen("/holder"), "the only connection is taken");
        RecordingListener first = bench.unlimited();
        Thread interrupting = call(narrow, get(server.uri("/first")), first);
        RecordingListener second = bench.unlimited();
        Thread cancelling = call(narrow, get(server.uri("/second")), second);
        interrupting.interrupt();
        second.cancel();
        assertThat(first.awaitFailure().requestNotSent()).isTrue();
        assertThat(second.awaitFailure().requestNotSent()).isTrue();
        assertReturns(interrupting, first);
        assertReturns(cancelling, second);
        assertThat(holder.endsWithin(Duration.ofMillis(1))).isFalse();
        assertThat(server.requests()).hasSize(1);
    }
}
