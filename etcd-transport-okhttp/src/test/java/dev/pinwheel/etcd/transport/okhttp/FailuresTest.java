package dev.pinwheel.etcd.transport.okhttp;

import static dev.pinwheel.etcd.tck.bench.Requests.put;
import static dev.pinwheel.etcd.tck.server.Scripts.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pinwheel.etcd.spi.Transport;
import dev.pinwheel.etcd.spi.TransportException;
import dev.pinwheel.etcd.spi.TransportException.Kind;
import dev.pinwheel.etcd.tck.bench.Bench;
import dev.pinwheel.etcd.tck.bench.RecordingListener;
import dev.pinwheel.etcd.tck.server.RawServer;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rules T5: what OkHttp's exceptions mean, and whether the request was sent. */
class FailuresTest {
    private static final Failures FAILURES = new Failures(URI.create("http://h:1"));

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Call call = new OkHttpClient()
            .newCall(new Request.Builder().url("http://127.0.0.1:1/").build());

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    private Progress fresh() {
        return new Progress(Duration.ofSeconds(1), timer);
    }

    private Progress sent() {
        Progress progress = fresh();
        progress.requestHeadersStart(call);
        return progress;
    }

    @Test
    void T5_2_typesAndPhaseDecide() {
        assertKind(new ConnectException(), fresh(), Kind.CONNECT_FAILED, true);
        assertKind(new SocketTimeoutException(), fresh(), Kind.CONNECT_TIMEOUT, true);
        assertKind(new SSLException("x"), fresh(), Kind.TLS, true);
        assertKind(new SSLPeerUnverifiedException("x"), fresh(), Kind.TLS, true);
        assertKind(new RejectedExecutionException(), fresh(), Kind.CAPACITY, true);
        assertKind(new IllegalStateException(), fresh(), Kind.OTHER, true);
        assertKind(new SSLHandshakeException("x"), sent(), Kind.TLS, false);
        assertKind(new SSLException("x"), sent(), Kind.CONNECTION_LOST, false);
        assertKind(new EOFException(), sent(), Kind.CONNECTION_LOST, false);
        assertKind(new SocketException(), sent(), Kind.CONNECTION_LOST, false);
        assertKind(new ProtocolException("unexpected end of stream"), sent(), Kind.CONNECTION_LOST, false);
        assertKind(new ProtocolException("x"), sent(), Kind.PROTOCOL, false);
        assertKind(new IllegalArgumentException(), sent(), Kind.PROTOCOL, false);
        assertKind(new IllegalStateException(), sent(), Kind.OTHER, false);
        assertKind(new IOException("stream was reset: REFUSED_STREAM"), sent(), Kind.UNPROCESSED, true);
        assertKind(new IOException("stream was reset: CANCEL"), sent(), Kind.CONNECTION_LOST, false);
    }

    @Test
    void T5_2_aBreakDuringTheHandshake_isTls_andNotSent() {
        Progress shaking = fresh();
        shaking.secureConnectStart(call);
        assertKind(new SocketException("Connection reset"), shaking, Kind.TLS, true);
        shaking.secureConnectEnd(call, null);
        assertKind(new SocketException("Connection reset"), shaking, Kind.CONNECT_FAILED, true);
    }

    private static void assertKind(Throwable cause, Progress progress, Kind kind, boolean notSent) {
        TransportException failure = FAILURES.classify(cause, progress);
        assertThat(failure.kind()).as("%s, sent: %s", cause, progress.isSent()).isEqualTo(kind);
        assertThat(failure.requestNotSent()).isEqualTo(notSent);
        assertThat(failure).hasCause(cause).hasMessageContaining("http://h:1");
    }

    @Test
    void T5_3_T6_1_howeverConnectionsEnd_noWriteIsSaidToBeUnsentThatTheServerGot_norSentTwice() throws Exception {
        Random random = new Random(5);
        try (Bench bench = Given.bench()) {
            RawServer server = bench.plain(connection -> {
                while (true) {
                    connection.readRequest();
                    int fate = random.nextInt(4);
                    if (fate == 0) {
                        connection.reset();
                    }
                    if (fate <= 1) {
                        return;
                    }
                    connection.write(ok("x"));
                    if (fate == 2) {
                        return;
                    }
                }
            });
            Transport transport = bench.transport();
            for (int i = 0; i < 1_000; i++) {
                String target = "/" + i;
                String body = "value=" + "x".repeat(i % 10 == 0 ? 300_000 : 1);
                RecordingListener write = bench.execute(transport, put(server.uri(target), body));
                write.awaitEnd();
                long seen = server.requests().stream()
                        .filter(request -> request.target().equals(target))
                        .count();
                assertThat(seen).isLessThanOrEqualTo(1);
                if (seen == 1 && write.body().isEmpty()) {
                    assertThat(write.awaitFailure().requestNotSent()).isFalse();
                }
            }
        }
    }
}
