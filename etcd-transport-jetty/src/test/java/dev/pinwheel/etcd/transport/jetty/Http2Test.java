package dev.pinwheel.etcd.transport.jetty;

import static dev.pinwheel.etcd.transport.jetty.Given.execute;
import static dev.pinwheel.etcd.transport.jetty.Given.get;
import static dev.pinwheel.etcd.transport.jetty.Given.put;
import static dev.pinwheel.etcd.transport.jetty.Http2Peer.END_STREAM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pinwheel.etcd.spi.Headers;
import dev.pinwheel.etcd.spi.ResponseHead;
import dev.pinwheel.etcd.spi.Transport;
import dev.pinwheel.etcd.spi.TransportException;
import dev.pinwheel.etcd.spi.TransportException.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Rules T3 to T7 over HTTP/2. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class Http2Test {
    private static final int REFUSED_STREAM = 7;
    private static final int INTERNAL_ERROR = 2;

    private Certificates certificates;

    @BeforeAll
    void identities(@TempDir Path directory) throws Exception {
        certificates = Certificates.in(directory);
    }

    /** What the server does with a connection after the prefaces. */
    private interface Script {
        void serve(Http2Peer peer) throws IOException;
    }

    private RawServer server(Script script) throws Exception {
        SSLContext context = Certificates.context("TLS", certificates.server(), certificates.client());
        return RawServer.tls(context, false, List.of("h2"), connection -> script.serve(Http2Peer.greet(connection)));
    }

    private Transport transport(Duration idle) throws Exception {
        return Given.transport(options -> {
            try {
                return options.http2(true)
                        .tls(Certificates.trusting(certificates.server()))
                        .connectionIdleTimeout(idle);
            } catch (java.security.GeneralSecurityException broken) {
                throw new AssertionError(broken);
            }
        });
    }

    private Transport transport() throws Exception {
        return transport(Duration.ofSeconds(60));
    }

    private static int awaitRequest(Http2Peer peer) throws IOException {
        return peer.await(Http2Peer.HEADERS).stream();
    }

    @Test
    void T3_3_T6_4_exchangesShareAConnection_andPseudoHeadersAreRemoved() throws Exception {
        try (RawServer server = server(peer -> {
                    while (true) {
                        int stream = awaitRequest(peer);
                        peer.head(stream, 0);
                        peer.data(stream, 0, "a");
                        peer.data(stream, END_STREAM, "b");
                    }
                });
                Transport transport = transport()) {
            for (int i = 0; i < 3; i++) {
                RecordingListener listener = execute(transport, get(server.uri("/")));
                assertThat(listener.awaitBody()).isEqualTo("ab");
                assertThat(listener.awaitHead()).isEqualTo(new ResponseHead(200, "HTTP/2.0", Headers.none()));
            }
            assertThat(server.accepted().availablePermits()).isOne();
        }
    }

    @Test
    void T4_3_T4_4_cancelResetsTheStream_andItsSiblingLivesOn() throws Exception {
        Semaphore headSent = new Semaphore(0);
        Semaphore reset = new Semaphore(0);
        try (RawServer server = server(peer -> {
                    int sibling = awaitRequest(peer);
                    int victim = awaitRequest(peer);
                    peer.head(victim, 0);
                    headSent.release();
                    Http2Peer.Frame end = peer.await(Http2Peer.RST_STREAM);
                    if (end.stream() == victim) {
                        reset.release();
                    }
                    peer.head(sibling, 0);
                    peer.data(sibling, END_STREAM, "alive");
                    peer.await(Http2Peer.GOAWAY);
                });
                Transport transport = transport()) {
            RecordingListener sibling = RecordingListener.unlimited();
            RecordingListener victim = RecordingListener.unlimited();
            warm(transport, server, sibling, victim);
            Given.await(headSent);
            victim.exchange().cancel();
            assertThat(victim.endsWithin(2)).isTrue();
            assertThat(victim.awaitFailure().kind()).isEqualTo(Kind.CANCELLED);
            assertThat(victim.awaitFailure().requestNotSent()).isFalse();
            Given.awaitSoon(reset);
            assertThat(sibling.awaitBody()).isEqualTo("alive");
        }
    }

    /** Starts the second exchange when the first has gone out, so that both share one connection. */
    private static void warm(Transport transport, RawServer server, RecordingListener first, RecordingListener second) {
        execute(transport, get(server.uri("/first")), first);
        execute(transport, get(server.uri("/second")), second);
    }

    @Test
    void T5_2_aRefusedStream_isUnprocessed() throws Exception {
        assertThat(failureAfter(peer -> peer.reset(awaitRequest(peer), REFUSED_STREAM)))
                .returns(Kind.UNPROCESSED, TransportException::kind)
                .returns(true, TransportException::requestNotSent);
    }

    @Test
    void T5_2_aGoAwayBelowOurStream_isUnprocessed() throws Exception {
        assertThat(failureAfter(peer -> {
                    awaitRequest(peer);
                    peer.goAway(0);
                }))
                .returns(Kind.UNPROCESSED, TransportException::kind)
                .returns(true, TransportException::requestNotSent);
    }

    @Test
    void T5_2_anotherReset_isConnectionLost() throws Exception {
        assertThat(failureAfter(peer -> peer.reset(awaitRequest(peer), INTERNAL_ERROR)))
                .returns(Kind.CONNECTION_LOST, TransportException::kind)
                .returns(false, TransportException::requestNotSent);
    }

    private TransportException failureAfter(Script script) throws Exception {
        Semaphore over = new Semaphore(0);
        try (RawServer server = server(peer -> {
                    script.serve(peer);
                    over.acquireUninterruptibly();
                });
                Transport transport = transport()) {
            TransportException failure =
                    execute(transport, put(server.uri("/"), "value=1")).awaitFailure();
            over.release();
            assertThat(failure.getCause()).isNotNull();
            return failure;
        }
    }

    @Test
    void T3_11_aLostConnectionMidBody_isConnectionLost() throws Exception {
        try (RawServer server = server(peer -> {
                    int stream = awaitRequest(peer);
                    peer.head(stream, 0);
                    peer.data(stream, 0, "half");
                });
                Transport transport = transport()) {
            TransportException failure =
                    execute(transport, get(server.uri("/"))).awaitFailure();
            assertThat(failure.kind()).isEqualTo(Kind.CONNECTION_LOST);
            assertThat(failure.requestNotSent()).isFalse();
        }
    }

    @Test
    void T6_5_T7_4_anExchangeOutlivesTheIdleTimeout_anIdleConnectionDoesNot() throws Exception {
        Semaphore mayAnswer = new Semaphore(0);
        Semaphore goneAway = new Semaphore(0);
        try (RawServer server = server(peer -> {
                    int stream = awaitRequest(peer);
                    peer.head(stream, 0);
                    mayAnswer.acquireUninterruptibly();
                    peer.data(stream, END_STREAM, "late");
                    peer.await(Http2Peer.GOAWAY);
                    goneAway.release();
                });
                Transport transport = transport(Duration.ofMillis(150))) {
            RecordingListener listener = execute(transport, get(server.uri("/")));
            listener.awaitHead();
            assertThat(listener.endsWithin(1)).isFalse();
            mayAnswer.release();
            assertThat(listener.awaitBody()).isEqualTo("late");
            Given.await(goneAway);
        }
    }

    @Test
    void T4_6_closeEndsTheStreams() throws Exception {
        Semaphore arrived = new Semaphore(0);
        try (RawServer server = server(peer -> {
            awaitRequest(peer);
            arrived.release();
            peer.await(-1);
        })) {
            Transport transport = transport();
            RecordingListener listener = execute(transport, get(server.uri("/")));
            Given.await(arrived);
            transport.close();
            assertThat(listener.awaitFailure().kind()).isEqualTo(Kind.CLOSED);
            Given.awaitSoon(server.ended());
        }
    }
}
