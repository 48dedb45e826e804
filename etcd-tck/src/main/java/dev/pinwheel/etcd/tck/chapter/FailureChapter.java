package dev.pinwheel.etcd.tck.chapter;

import static dev.pinwheel.etcd.tck.bench.Requests.get;
import static dev.pinwheel.etcd.tck.bench.Requests.put;
import static dev.pinwheel.etcd.tck.server.Scripts.answering;
import static dev.pinwheel.etcd.tck.server.Scripts.answeringAndStalling;
import static dev.pinwheel.etcd.tck.server.Scripts.answeringOnce;
import static dev.pinwheel.etcd.tck.server.Scripts.ok;
import static dev.pinwheel.etcd.tck.server.Scripts.silent;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pinwheel.etcd.spi.Transport;
import dev.pinwheel.etcd.spi.TransportException;
import dev.pinwheel.etcd.spi.TransportException.Kind;
import dev.pinwheel.etcd.tck.bench.Bench;
import dev.pinwheel.etcd.tck.bench.RecordingListener;
import dev.pinwheel.etcd.tck.rule.Certifies;
import dev.pinwheel.etcd.tck.rule.Rule;
import dev.pinwheel.etcd.tck.server.BlackHole;
import dev.pinwheel.etcd.tck.server.RawServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** T5 over plain TCP: what went wrong, and whether the request was sent. */
public abstract class FailureChapter {

    /** Its port is taken, so that no server of another test can come to listen there, and nobody listens. */
    private static URI refusing(Bench bench) throws IOException {
        Socket mute = bench.closing(new Socket());
        mute.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        return URI.create("http://127.0.0.1:" + mute.getLocalPort() + "/");
    }

    private static void assertKind(Kind kind, TransportException failure) {
        assertEquals(kind, failure.kind(), failure::toString);
    }

    @Test
    @Certifies(Rule.T5_1)
    void T5_1_theCauseIsTheStacksException(Bench bench) throws Exception {
        RawServer server = bench.plain(answeringOnce(""));
        Transport transport = bench.transport();
        assertNotNull(
                bench.execute(transport, get(refusing(bench))).awaitFailure().getCause(), "cause when refused");
        assertNotNull(
                bench.execute(transport, get(server.uri("/"))).awaitFailure().getCause(), "cause when lost");
    }

    @Test
    @Certifies(Rule.T5_2)
    void T5_2_refused_isConnectFailed(Bench bench) throws Exception {
        assertKind(
                Kind.CONNECT_FAILED,
                bench.execute(bench.transport(), get(refusing(bench))).awaitFailure());
    }

    @Test
    @Certifies(Rule.T5_2)
    void T5_2_anUnknownHost_isConnectFailed(Bench bench) throws Exception {
        URI unknown = URI.create("http://no-such-host.invalid:2379/");
        assertKind(
                Kind.CONNECT_FAILED,
                bench.execute(bench.transport(), get(unknown)).awaitFailure());
    }

    @Test
    @Certifies(Rule.T5_2)
    void T5_2_anUnansweredConnect_isConnectTimeout(Bench bench) throws Exception {
        Optional<BlackHole> hole = BlackHole.dig();
        Assumptions.assumeTrue(hole.isPresent(), "this kernel answers every connect");
        URI nowhere = bench.closing(hole.get()).uri();
        Transport hasty = bench.transport(options -> options.connectTimeout(Duration.ofMillis(300)));
        assertKind(Kind.CONNECT_TIMEOUT, bench.execute(hasty, get(nowhere)).awaitFailure());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Certifies(Rule.T5_2)
    void T5_2_anEndBeforeTheHead_isConnectionLost(boolean reset, Bench bench) throws Exception {
        RawServer server = bench.plain(connection -> {
            connection.readRequest();
            if (reset) {
                connection.reset();
            }
        });
        assertKind(
                Kind.CONNECTION_LOST,
                bench.execute(bench.transport(), put(server.uri("/"), "value=x"))
                        .awaitFailure());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.2\r\n\r\n",
                "HTTP/1.1 abc OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx",
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n",
            })
    @Certifies(Rule.T5_2)
    void T5_2_aMalformedAnswer_isProtocol(String answer, Bench bench) throws Exception {
        RawServer server = bench.plain(answeringAndStalling(answer));
        assertKind(
                Kind.PROTOCOL,
                bench.execute(bench.transport(), get(server.uri("/"))).awaitFailure());
        bench.patience().awaitSoon(server.ended(), "the connection is given up");
    }

    /**
     * Some stacks keep no trace of why the last piece of a chunked body could not be read, and report the end of the
     * stream. Both kinds mean the same to a caller: the server has acted, and the answer is lost.
     */
    @Test
    @Certifies(Rule.T5_2)
    void T5_2_aMalformedChunk_isProtocolOrConnectionLost(Bench bench) throws Exception {
        RawServer server = bench.plain(
                answeringAndStalling("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n"));
        TransportException failure =
                bench.execute(bench.transport(), get(server.uri("/"))).awaitFailure();
        assertTrue(Set.of(Kind.PROTOCOL, Kind.CONNECTION_LOST).contains(failure.kind()), failure::toString);
    }

    @Test
    @Certifies(Rule.T5_2)
    void T5_2_anEndlessHead_isProtocol(Bench bench) throws Exception {
        String line = "X-Filler: " + "x".repeat(1000) + "\r\n";
        RawServer server = bench.plain(connection -> {
            connection.readRequest();
            connection.write("HTTP/1.1 200 OK\r\n");
            while (true) {
                connection.write(line);
            }
        });
        assertKind(
                Kind.PROTOCOL,
                bench.execute(bench.transport(), get(server.uri("/"))).awaitFailure());
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 400, 401, 403, 404, 407, 408, 412, 421, 429, 500, 503, 599})
    @Certifies(Rule.T5_4)
    void T5_4_noStatusIsAFailure(int status, Bench bench) throws Exception {
        RawServer server = bench.plain(answering("HTTP/1.1 " + status + " Any\r\n"
                + "WWW-Authenticate: Basic realm=\"x\"\r\nProxy-Authenticate: Basic realm=\"x\"\r\n"
                + "Content-Length: 2\r\n\r\nhm"));
        RecordingListener listener = bench.execute(bench.transport(), put(server.uri("/"), "value=x"));
        assertEquals("hm", listener.awaitBody());
        assertEquals(status, listener.awaitHead().status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\nContent-Le", "HTTP/1.1 200 OK\r\nA: b\r\n", "HTTP/1"})
    @Certifies(Rule.T5_7)
    void T5_7_halfAHead_isProtocolOrConnectionLost(String half, Bench bench) throws Exception {
        RawServer server = bench.plain(answeringOnce(half));
        TransportException failure =
                bench.execute(bench.transport(), get(server.uri("/"))).awaitFailure();
        assertTrue(Set.of(Kind.PROTOCOL, Kind.CONNECTION_LOST).contains(failure.kind()), failure::toString);
    }

    @Test
    @Certifies(Rule.T5_3)
    void T5_3_aRequestThatTheServerHasIsNeverCalledUnsent(Bench bench) throws Exception {
        RawServer gone = bench.plain(answeringOnce(""));
        RawServer silent = bench.plain(silent());
        Transport transport = bench.transport();
        RecordingListener lost = bench.execute(transport, put(gone.uri("/"), "value=1"));
        RecordingListener cancelled = bench.execute(transport, put(silent.uri("/"), "value=1"));
        RecordingListener closed = bench.execute(transport, put(silent.uri("/"), "value=2"));
        bench.patience().until(() -> silent.requests().size() == 2, "the server sees both requests");
        lost.awaitFailure();
        cancelled.cancel();
        cancelled.awaitFailure();
        transport.close();
        assertTrue(!lost.awaitFailure().requestNotSent(), "connection lost: " + lost.awaitFailure());
        assertTrue(!cancelled.awaitFailure().requestNotSent(), "cancelled: " + cancelled.awaitFailure());
        if (closed.endsWithin(bench.patience().soon())) { // If not, it is T4.6 that is broken.
            assertTrue(!closed.awaitFailure().requestNotSent(), "closed: " + closed.awaitFailure());
        }
    }

    @Test
    @Certifies(Rule.T5_3)
    void T5_3_whenServersDieAtAnyMoment_whatIsCalledUnsentHasNotArrived(Bench bench) throws Exception {
        Transport transport = bench.transport();
        for (int moment = 0; moment < 60; moment++) {
            int spins = moment * 500;
            boolean reset = moment % 3 == 0;
            RawServer server = bench.plain(connection -> {
                connection.readRequest();
                connection.write(ok("x"));
                for (int spin = spins; spin > 0; spin--) {
                    Thread.onSpinWait();
                }
                if (reset) {
                    connection.reset();
                }
                if (spins % 1_000 == 0) {
                    connection.readRequest();
                }
            });
            bench.execute(transport, get(server.uri("/"))).awaitEnd();
            RecordingListener second = bench.execute(transport, put(server.uri("/second"), "value=" + moment));
            second.awaitEnd();
            boolean seen = server.hasSeen("/second");
            assertTrue(
                    !seen || second.body().equals("x") || !second.awaitFailure().requestNotSent(),
                    "called unsent, and yet it arrived");
            server.close();
        }
    }

    @Test
    @Certifies(Rule.T5_3)
    void T5_3_aRequestThatNeverLeft_isCalledUnsent(Bench bench) throws Exception {
        RawServer server = bench.plain(silent());
        Transport narrow = bench.transport(options -> options.maxConnectionsPerEndpoint(1));
        bench.execute(narrow, get(server.uri("/holder")));
        bench.patience().until(() -> server.hasSeen("/holder"), "the connection is taken");
        RecordingListener waiter = bench.execute(narrow, put(server.uri("/waiter"), "value=1"));
        waiter.cancel();
        assertTrue(waiter.awaitFailure().requestNotSent(), "cancelled while it waited for a connection");
    }
}
