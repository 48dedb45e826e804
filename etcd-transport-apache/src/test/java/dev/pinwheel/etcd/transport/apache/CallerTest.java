package dev.pinwheel.etcd.transport.apache;

import static dev.pinwheel.etcd.tck.bench.Requests.get;
import static dev.pinwheel.etcd.tck.bench.Requests.put;
import static dev.pinwheel.etcd.tck.server.Scripts.answering;
import static dev.pinwheel.etcd.tck.server.Scripts.answeringAndStalling;
import static dev.pinwheel.etcd.tck.server.Scripts.answeringOnce;
import static dev.pinwheel.etcd.tck.server.Scripts.ok;
import static dev.pinwheel.etcd.tck.server.Scripts.silent;
import static dev.pinwheel.etcd.transport.apache.Given.execute;
import static dev.pinwheel.etcd.transport.apache.Given.executeOnCaller;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pinwheel.etcd.embedded.tls.CertificateAuthority;
import dev.pinwheel.etcd.embedded.tls.CertificateSpec;
import dev.pinwheel.etcd.spi.Exchange;
import dev.pinwheel.etcd.spi.ResponseHead;
import dev.pinwheel.etcd.spi.ResponseListener;
import dev.pinwheel.etcd.spi.TlsConfig;
import dev.pinwheel.etcd.spi.Transport;
import dev.pinwheel.etcd.spi.TransportException;
import dev.pinwheel.etcd.spi.TransportException.Kind;
import dev.pinwheel.etcd.tck.bench.Patience;
import dev.pinwheel.etcd.tck.bench.RecordingListener;
import dev.pinwheel.etcd.tck.bench.Signal;
import dev.pinwheel.etcd.tck.server.RawServer;
import dev.pinwheel.etcd.tck.server.TlsFace;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Exchanges on their callers' threads, by the classic client or, under a limit of connections, by a relay. */
class CallerTest {

    private static Transport transport(boolean limited) {
        return Given.transport(options -> options.maxConnectionsPerEndpoint(limited ? 1 : Integer.MAX_VALUE));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void T2_8_allSignalsComeOnTheCallingThread_withDemandFromElsewhere(boolean limited) throws Exception {
        String body = "0123456789".repeat(10_000);
        try (RawServer server = RawServer.plain(answering(ok(body)));
                Transport transport = transport(limited)) {
            RecordingListener listener = RecordingListener.withoutDemand();
            Thread caller = executeOnCaller(transport, get(server.uri("/")), listener);
            listener.awaitHead();
            listener.request(Long.MAX_VALUE);
            assertThat(listener.awaitBody()).isEqualTo(body);
            assertThat(listener.violations()).isEmpty();
            assertThat(Set.copyOf(listener.threads())).containsExactly(caller);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void T2_8_interruptionEndsTheExchange_andTheFlagStaysSet(boolean limited) throws Exception {
        try (RawServer server = RawServer.plain(silent());
                Transport transport = transport(limited)) {
            Semaphore stillInterrupted = new Semaphore(0);
            RecordingListener listener = RecordingListener.unlimited();
            Thread caller = new Thread(() -> {
                transport.executeOnCaller(get(server.uri("/")), listener);
                stillInterrupted.release(Thread.currentThread().isInterrupted() ? 1 : 0);
            });
            caller.start();
            Patience.NORMAL.until(() -> server.hasSeen("/"), "the server has the request");
            caller.interrupt();
            Patience.NORMAL.awaitSoon(stillInterrupted, "the caller is back, and interrupted");
            assertThat(listener.awaitFailure().kind()).isEqualTo(Kind.CANCELLED);
            assertThat(listener.awaitFailure().requestNotSent()).isFalse();
            Patience.NORMAL.awaitSoon(server.ended(), "the server sees the end");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void T2_7_aListenerThatThrows_endsItsExchangeWithItsOwnError(boolean limited) throws Exception {
        for (Signal signal : List.of(Signal.START, Signal.HEADERS, Signal.DATA)) {
            try (RawServer server =
                            RawServer.plain(answeringAndStalling(ok("abc").replace("3", "9")));
                    Transport transport = transport(limited)) {
                AssertionError thrown = new AssertionError("from " + signal);
                RecordingListener listener = RecordingListener.unlimited().on(signal, () -> {
                    throw thrown;
                });
                transport.executeOnCaller(get(server.uri("/")), listener);
                assertThat(listener.awaitFailure().kind()).isEqualTo(Kind.LISTENER);
                assertThat(listener.awaitFailure()).hasCause(thrown);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void T4_6_closeEndsIt_andLaterOnesAtOnce(boolean limited) throws Exception {
        try (RawServer server = RawServer.plain(silent())) {
            RecordingListener running = RecordingListener.unlimited();
            Transport transport = transport(limited);
            executeOnCaller(transport, get(server.uri("/")), running);
            Patience.NORMAL.until(() -> server.hasSeen("/"), "the server has the request");
            transport.close();
            assertThat(running.awaitFailure().kind()).isEqualTo(Kind.CLOSED);
            Patience.NORMAL.awaitSoon(server.ended(), "the server sees the end");
            RecordingListener late = RecordingListener.unlimited();
            transport.executeOnCaller(get(server.uri("/late")), late);
            assertThat(late.awaitFailure().kind()).isEqualTo(Kind.CLOSED);
            assertThat(late.awaitFailure().requestNotSent()).isTrue();
        }
    }

    @Test
    void T7_1_theLimitHoldsForCallersAndOthersTogether() throws Exception {
        Semaphore mayAnswer = new Semaphore(0);
        try (RawServer server = RawServer.plain(connection -> {
                    while (true) {
                        connection.readRequest();
                        mayAnswer.acquire();
                        connection.write(ok("x"));
                    }
                });
                Transport narrow = transport(true)) {
            RecordingListener holder = execute(narrow, get(server.uri("/holder")));
            Patience.NORMAL.until(() -> server.hasSeen("/holder"), "the connection is taken");
            RecordingListener waiter = RecordingListener.unlimited();
            executeOnCaller(narrow, get(server.uri("/waiter")), waiter);
            assertThat(waiter.endsWithin(Duration.ofMillis(200))).isFalse();
            mayAnswer.release(2);
            assertThat(holder.awaitBody()).isEqualTo("x");
            assertThat(waiter.awaitBody()).isEqualTo("x");
            assertThat(server.accepted().availablePermits()).isOne();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1",
                "HTTP/1.1 200 OK\r\n",
                "HTTP/1.1 200 OK\r\nX-Etcd-Index: 7\r\n",
                "SSH-2.0-OpenSSH_9.2\r\n\r\n",
                "HTTP/1.1 abc OK\r\n\r\n",
            })
    void T5_7_whatTheClassicParserTakesForAHead_isAFailure(String answer) throws Exception {
        try (RawServer server = RawServer.plain(answeringOnce(answer));
                Transport transport = Given.transport()) {
            RecordingListener listener = RecordingListener.unlimited();
            transport.executeOnCaller(get(server.uri("/")), listener);
            TransportException failure = listener.awaitFailure();
            assertThat(failure.kind()).as(failure.toString()).isIn(Kind.PROTOCOL, Kind.CONNECTION_LOST);
            assertThat(failure.requestNotSent()).isFalse();
        }
    }

    @Test
    void T7_4_aPooledConnectionThatTheServerHasClosed_isNoticedBeforeAWriteGoesOut() throws Exception {
        Semaphore closed = new Semaphore(0);
        try (RawServer server = RawServer.plain(connection -> {
                    connection.readRequest();
                    connection.write(ok("x"));
                    closed.release();
                });
                Transport transport = Given.transport()) {
            for (int i = 0; i < 5; i++) {
                RecordingListener listener = RecordingListener.unlimited();
                transport.executeOnCaller(put(server.uri("/"), "value=" + i), listener);
                assertThat(listener.awaitBody()).isEqualTo("x");
                Patience.NORMAL.await(closed, "the script is over");
                Patience.NORMAL.pause(Duration.ofMillis(100)); // Longer than a connection is trusted.
            }
            assertThat(server.requests()).hasSize(5);
        }
    }

    @Test
    void T7_1_manyCallersAtOnce_neverWaitForAConnection_norFail() throws Exception {
        Queue<TransportException> failures = new ConcurrentLinkedQueue<>();
        try (RawServer server = RawServer.plain(answering(ok("x")));
                Transport transport = Given.transport()) {
            List<Thread> callers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                Thread caller = new Thread(() -> {
                    for (int k = 0; k < 10_000 && failures.isEmpty(); k++) {
                        transport.executeOnCaller(get(server.uri("/")), new Hasty(failures));
                    }
                });
                callers.add(caller);
                caller.start();
            }
            for (Thread caller : callers) {
                caller.join();
            }
        }
        assertThat(failures).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void T6_4_mutualTlsDoesNotPreventReuse(boolean onCaller) throws Exception {
        CertificateAuthority authority = CertificateAuthority.create();
        TlsFace face = TlsFace.of(authority.serverContext(authority.issue(CertificateSpec.server())))
                .needingClientCertificate();
        TlsConfig tls = new TlsConfig(
                authority.clientContext(authority.issue(CertificateSpec.client("me"))), authority.trustManager(), true);
        try (RawServer server = RawServer.tls(face, answering(ok("mutual")));
                Transport transport = Given.transport(options -> options.tls(tls))) {
            for (int i = 0; i < 3; i++) {
                RecordingListener listener = RecordingListener.unlimited();
                if (onCaller) {
                    transport.executeOnCaller(get(server.uri("/")), listener);
                } else {
                    transport.execute(get(server.uri("/")), listener);
                }
                assertThat(listener.awaitBody()).isEqualTo("mutual");
            }
            assertThat(server.accepted().availablePermits()).isOne();
        }
    }

    /** Has no time for anything but failures, so that callers meet in the pool. */
    private record Hasty(Queue<TransportException> failures) implements ResponseListener {
        @Override
        public void onStart(Exchange exchange) {
            exchange.request(Long.MAX_VALUE);
        }

        @Override
        public void onHeaders(ResponseHead head) {
            // As it should be.
        }

        @Override
        public void onData(ByteBuffer chunk) {
            // As it should be.
        }

        @Override
        public void onComplete() {
            // As it should be.
        }

        @Override
        public void onFailure(TransportException failure) {
            failures.add(failure);
        }
    }
}
