package dev.pinwheel.etcd.transport.jetty;

import static dev.pinwheel.etcd.tck.bench.Requests.get;
import static dev.pinwheel.etcd.tck.server.Scripts.answeringAndStalling;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pinwheel.etcd.spi.Transport;
import dev.pinwheel.etcd.spi.TransportException;
import dev.pinwheel.etcd.spi.TransportException.Kind;
import dev.pinwheel.etcd.tck.server.RawServer;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.eclipse.jetty.client.RetryableRequestException;
import org.eclipse.jetty.http.HttpException;
import org.junit.jupiter.api.Test;

/** Rules T5: what Jetty's exceptions mean. */
class FailuresTest {

    @Test
    void T6_4_aUriWithoutAHost_isOther_notSent() throws Exception {
        try (Transport transport = Given.transport()) {
            TransportException failure = Given.execute(transport, get(URI.create("http://under_score:1/")))
                    .awaitFailure();
            assertThat(failure.kind()).isEqualTo(Kind.OTHER);
            assertThat(failure.requestNotSent()).isTrue();
        }
    }

    @Test
    void T5_2_aHeaderWithoutColon_isProtocol() throws Exception {
        try (RawServer server = RawServer.plain(answeringAndStalling("HTTP/1.1 200 OK\r\nno colon here\r\n\r\n"));
                Transport transport = Given.transport()) {
            assertThat(Given.execute(transport, get(server.uri("/")))
                            .awaitFailure()
                            .kind())
                    .isEqualTo(Kind.PROTOCOL);
        }
    }

    @Test
    void T5_2_typesAndPhaseDecide() {
        Failures failures = new Failures(URI.create("http://h:1"));
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
