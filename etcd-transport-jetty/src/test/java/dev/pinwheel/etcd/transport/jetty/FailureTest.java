package dev.pinwheel.etcd.transport.jetty;

import static dev.pinwheel.etcd.transport.jetty.Given.execute;
import static dev.pinwheel.etcd.transport.jetty.Given.get;
import static dev.pinwheel.etcd.transport.jetty.Given.put;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pinwheel.etcd.spi.Transport;
import dev.pinwheel.etcd.spi.TransportException;
import dev.pinwheel.etcd.spi.TransportException.Kind;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.eclipse.jetty.client.RetryableRequestException;
import org.eclipse.jetty.http.HttpException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules T5 over plain TCP: what went wrong, and whether the request was sent. */
class FailureTest {
    private final Transport transport = Given.transport();

    @AfterEach
    void close() {
        transport.close();
    }

    private TransportException failureOf(String uri) {
        return execute(transport, get(URI.create(uri))).awaitFailure();
    }

    private static URI refusing() throws IOException {
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + closed.getLocalPort() + "/");
        }
    }

    @Test
    void T5_2_refused_isConnectFailed() throws Exception {
        TransportException failure = failureOf(refusing().toString());
        assertThat(failure.kind()).isEqualTo(Kind.CONNECT_FAILED);
        assertThat(failure.requestNotSent()).isTrue();
        assertThat(failure).hasCauseInstanceOf(ConnectException.class).hasMessageContaining("127.0.0.1");
    }

    @Test
    void T5_2_anUnknownHost_isConnectFailed() {
        TransportException failure = failureOf("http://no-such-host.invalid:2379/");
        assertThat(failure.kind()).isEqualTo(Kind.CONNECT_FAILED);
        assertThat(failure).hasCauseInstanceOf(UnknownHostException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ws://127.0.0.1:1/", "ftp://127.0.0.1/", "mailto:a@b", "/relative", "http://under_score:1/"})
    void T6_4_aUriThatIsNotHttp_isOther_notSent(String uri) {
        TransportException failure = failureOf(uri);
        assertThat(failure.kind()).isEqualTo(Kind.OTHER);
        assertThat(failure.requestNotSent()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void T5_2_anEndBeforeTheHead_isConnectionLost(boolean reset) throws Exception {
        try (RawServer server = RawServer.plain(connection -> {
            connection.readRequest();
            if (reset) {
                connection.reset();
            }
        })) {
            TransportException failure =
                    execute(transport, put(server.uri("/"), "value=x")).awaitFailure();
            assertThat(failure.kind()).isEqualTo(Kind.CONNECTION_LOST);
            assertThat(failure.requestNotSent()).isFalse();
            assertThat(failure.getCause()).isNotNull();
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\nContent-Le", "HTTP/1.1 200 OK\r\nA: b\r\n", "HTTP/1"})
    void T5_7_halfAHead_isProtocolOrConnectionLost(String half) throws Exception {
        try (RawServer server = RawServer.plain(connection -> {
            connection.readRequest();
            connection.write(half);
        })) {
            TransportException failure =
                    execute(transport, get(server.uri("/"))).awaitFailure();
            assertThat(failure.kind()).as(failure.toString()).isIn(Kind.PROTOCOL, Kind.CONNECTION_LOST);
            assertThat(failure.requestNotSent()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.2\r\n\r\n",
                "HTTP/1.1 abc OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nno colon here\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx",
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n",
            })
    void T5_2_aMalformedAnswer_isProtocol(String answer) throws Exception {
        try (RawServer server = RawServer.plain(connection -> {
            connection.readRequest();
            connection.write(answer);
            connection.stall();
        })) {
            TransportException failure =
                    execute(transport, get(server.uri("/"))).awaitFailure();
            assertThat(failure.kind()).as(failure.toString()).isEqualTo(Kind.PROTOCOL);
            assertThat(failure.requestNotSent()).isFalse();
            Given.awaitSoon(server.ended());
        }
    }

    /** Jetty reports it as an end of the stream. */
    @Test
    void T5_2_aMalformedChunk_isProtocolOrConnectionLost() throws Exception {
        try (RawServer server = RawServer.plain(connection -> {
            connection.readRequest();
            connection.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n");
            connection.stall();
        })) {
            TransportException failure =
                    execute(transport, get(server.uri("/"))).awaitFailure();
            assertThat(failure.kind()).isIn(Kind.PROTOCOL, Kind.CONNECTION_LOST);
            Given.awaitSoon(server.ended());
        }
    }

    @Test
    void T5_2_anEndlessHead_isProtocol() throws Exception {
        String line = "X-Filler: " + "x".repeat(1000) + "\r\n";
        try (RawServer server = RawServer.plain(connection -> {
            connection.readRequest();
            connection.write("HTTP/1.1 200 OK\r\n");
            while (true) {
                connection.write(line);
            }
        })) {
            TransportException failure =
                    execute(transport, get(server.uri("/"))).awaitFailure();
            assertThat(failure.kind()).as(failure.toString()).isEqualTo(Kind.PROTOCOL);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 307, 400, 401, 404, 407, 408, 412, 421, 429, 500, 503})
    void T5_4_T6_1_noStatusIsAFailure_norRepeatedNorFollowed(int status) throws Exception {
        String answer = "HTTP/1.1 " + status + " Any\r\nLocation: /elsewhere\r\nRetry-After: 0\r\n"
                + "WWW-Authenticate: Basic realm=\"x\"\r\nProxy-Authenticate: Basic realm=\"x\"\r\n"
                + "Set-Cookie: a=b\r\nContent-Length: 2\r\n\r\nhm";
        try (RawServer server = RawServer.plain(RawServer.answering(answer))) {
            RecordingListener listener = execute(transport, put(server.uri("/"), "value=x"));
            assertThat(listener.awaitBody()).isEqualTo("hm");
            assertThat(listener.awaitHead().status()).isEqualTo(status);
            assertThat(server.requests()).hasSize(1);
            execute(transport, get(server.uri("/"))).awaitBody();
            assertThat(server.requests().get(1)).doesNotContainIgnoringCase("cookie");
        }
    }

    @Test
    void T5_2_typesAndPhaseDecide() {
        Failures failures = new Failures("http://h:1");
        assertKind(failures, new SocketTimeoutException(), false, Kind.CONNECT_TIMEOUT, true);
        assertKind(failures, new SSLException("x"), false, Kind.TLS, true);
        assertKind(failures, new RejectedExecutionException(), false, Kind.CAPACITY, true);
        assertKind(failures, new TimeoutException(), false, Kind.CONNECT_FAILED, true);
        assertKind(failures, new IllegalStateException(), false, Kind.OTHER, true);
        assertKind(failures, new SSLHandshakeException("x"), true, Kind.TLS, false);
        assertKind(failures, new SSLException("x"), true, Kind.CONNECTION_LOST, false);
        assertKind(failures, new EOFException(), true, Kind.CONNECTION_LOST, false);
        assertKind(failures, new ClosedChannelException(), true, Kind.CONNECTION_LOST, false);
        assertKind(failures, new SocketTimeoutException(), true, Kind.CONNECTION_LOST, false);
        assertKind(failures, new HttpException.RuntimeException(400), true, Kind.PROTOCOL, false);
        assertKind(failures, new AssertionError(), true, Kind.PROTOCOL, false);
        assertKind(failures, new RetryableRequestException("x"), true, Kind.UNPROCESSED, true);
        assertKind(failures, new IOException("refused_stream_error"), true, Kind.UNPROCESSED, true);
        assertKind(failures, new IllegalStateException(), true, Kind.OTHER, false);
    }

    private static void assertKind(Failures failures, Throwable cause, boolean begun, Kind kind, boolean notSent) {
        TransportException failure = failures.classify(cause, begun);
        assertThat(failure.kind()).as("%s, begun: %s", cause, begun).isEqualTo(kind);
        assertThat(failure.requestNotSent()).isEqualTo(notSent);
        assertThat(failure).hasCause(cause).hasMessageContaining("http://h:1");
    }
}
