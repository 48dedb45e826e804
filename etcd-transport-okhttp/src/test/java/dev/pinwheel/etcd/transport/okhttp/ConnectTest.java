package dev.pinwheel.etcd.transport.okhttp;

import static dev.pinwheel.etcd.tck.bench.Requests.get;
import static dev.pinwheel.etcd.tck.server.Scripts.answering;
import static dev.pinwheel.etcd.tck.server.Scripts.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pinwheel.etcd.spi.Transport;
import dev.pinwheel.etcd.spi.TransportException;
import dev.pinwheel.etcd.spi.TransportException.Kind;
import dev.pinwheel.etcd.tck.bench.Bench;
import dev.pinwheel.etcd.tck.bench.RecordingListener;
import dev.pinwheel.etcd.tck.server.RawServer;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From the name to the finished handshake: rules T2.2, T4.3, T4.6 and T5.2. */
class ConnectTest {

    private static URI https(RawServer plain) {
        return URI.create(plain.uri("/").toString().replace("http:", "https:"));
    }

    @Test
    void T4_3_aLookupThatHangs_canBeCancelled_andDoesNotHoldUpExecute() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        Semaphore asked = new Semaphore(0);
        try (Bench bench = Given.bench(builder -> builder.dns(host -> {
            asked.release();
            try {
                never.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            throw new UnknownHostException(host);
        }))) {
            RecordingListener listener = bench.execute(bench.transport(), get(URI.create("http://hangs.test/")));
            bench.patience().await(asked, "the resolver is asked");
            listener.cancel();
            assertThat(listener.endsWithin(bench.patience().soon())).isTrue();
            assertThat(listener.awaitFailure().kind()).isEqualTo(Kind.CANCELLED);
            assertThat(listener.awaitFailure().requestNotSent()).isTrue();
            never.countDown();
        }
    }

    @Test
    void T5_2_aResolverThatThrows_isConnectFailed() throws Exception {
        try (Bench bench = Given.bench(builder -> builder.dns(host -> {
            throw new IllegalStateException("no resolver today");
        }))) {
            TransportException failure = bench.execute(bench.transport(), get(URI.create("http://any.test/")))
                    .awaitFailure();
            assertThat(failure.kind()).isEqualTo(Kind.CONNECT_FAILED);
            assertThat(failure).hasRootCauseMessage("no resolver today");
        }
    }

    @Test
    void aHostWithADeadAddress_isReachedByTheOther() throws Exception {
        InetAddress dead = InetAddress.getByAddress("two.test", new byte[] {127, 0, 0, 2});
        InetAddress alive = InetAddress.getByAddress("two.test", new byte[] {127, 0, 0, 1});
        try (Bench bench = Given.bench(builder -> builder.dns(host -> List.of(dead, alive)))) {
            RawServer server = bench.plain(answering(ok("x")));
            URI uri = URI.create("http://two.test:" + server.uri("/").getPort() + "/");
            assertThat(bench.execute(bench.transport(), get(uri)).awaitBody()).isEqualTo("x");
        }
    }

    @Test
    void T5_2_theDeadlineCoversTheHandshake() throws Exception {
        try (Bench bench = Given.bench()) {
            RawServer server = bench.plain(connection -> connection.stall());
            Transport transport = bench.transport(
                    options -> options.tls(bench.certificates().client()).connectTimeout(Duration.ofMillis(300)));
            long started = System.nanoTime();
            TransportException failure =
                    bench.execute(transport, get(https(server))).awaitFailure();
            assertThat(failure.kind()).as(failure.toString()).isEqualTo(Kind.CONNECT_TIMEOUT);
            assertThat(failure.requestNotSent()).isTrue();
            assertThat(failure.getCause()).isNotNull();
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isGreaterThan(Duration.ofMillis(290));
            bench.patience().awaitSoon(server.ended(), "the server sees the end");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void T6_5_theDeadlineEndsWithTheHandshake_onFreshAndReusedConnections(boolean reused) throws Exception {
        Semaphore mayAnswer = new Semaphore(0);
        try (Bench bench = Given.bench()) {
            RawServer server = bench.tls(bench.certificates().server(), connection -> {
                while (connection.readRequest().target().equals("/warm")) {
                    connection.write(ok("x"));
                }
                mayAnswer.acquire();
                connection.write(ok("late"));
            });
            Transport transport = bench.transport(
                    options -> options.tls(bench.certificates().client()).connectTimeout(Duration.ofSeconds(1)));
            if (reused) {
                bench.execute(transport, get(server.uri("/warm"))).awaitBody();
            }
            RecordingListener listener = bench.execute(transport, get(server.uri("/")));
            assertThat(listener.endsWithin(Duration.ofMillis(1500))).isFalse();
            mayAnswer.release();
            assertThat(listener.awaitBody()).isEqualTo("late");
        }
    }

    @Test
    void T5_2_aConnectTimeoutOfZero_isNone() throws Exception {
        try (Bench bench = Given.bench()) {
            RawServer server = bench.plain(connection -> connection.stall());
            Transport transport = bench.transport(
                    options -> options.tls(bench.certificates().client()).connectTimeout(Duration.ZERO));
            RecordingListener listener = bench.execute(transport, get(https(server)));
            assertThat(listener.endsWithin(Duration.ofMillis(500))).isFalse();
            listener.cancel();
            assertThat(listener.awaitFailure().requestNotSent()).isTrue();
        }
    }

    @RepeatedTest(40)
    void T4_3_cancelAroundTheBeginningOfTheHandshake_isNotForgotten(RepetitionInfo repetition) throws Exception {
        try (Bench bench = Given.bench()) {
            RawServer server = bench.plain(connection -> connection.stall());
            Transport transport =
                    bench.transport(options -> options.tls(bench.certificates().client()));
            RecordingListener listener = bench.execute(transport, get(https(server)));
            bench.patience().await(server.accepted(), "TCP is connected");
            for (int spin = repetition.getCurrentRepetition() * 500; spin > 0; spin--) {
                Thread.onSpinWait();
            }
            listener.cancel();
            assertThat(listener.endsWithin(bench.patience().soon())).isTrue();
            assertThat(listener.awaitFailure().kind()).isEqualTo(Kind.CANCELLED);
            assertThat(listener.awaitFailure().requestNotSent()).isTrue();
        }
    }

    @RepeatedTest(40)
    void T4_6_closeWhileConnecting_leavesNoSocketOpen(RepetitionInfo repetition) throws Exception {
        try (Bench bench = Given.bench()) {
            RawServer server = bench.plain(connection -> connection.stall());
            Transport transport =
                    bench.transport(options -> options.tls(bench.certificates().client()));
            bench.execute(transport, get(repetition.getCurrentRepetition() % 2 == 0 ? https(server) : server.uri("/")));
            for (int spin = repetition.getCurrentRepetition() * 5_000; spin > 0; spin--) {
                Thread.onSpinWait();
            }
            transport.close();
            if (server.accepted().tryAcquire()) {
                bench.patience().awaitSoon(server.ended(), "the server sees the end");
            }
        }
    }
}
