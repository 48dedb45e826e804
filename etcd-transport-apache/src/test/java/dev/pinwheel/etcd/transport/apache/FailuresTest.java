package dev.pinwheel.etcd.transport.apache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinwheel.etcd.spi.TransportException;
import dev.pinwheel.etcd.spi.TransportException.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.RejectedExecutionException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.RequestNotExecutedException;
import org.apache.hc.core5.http.TruncatedChunkException;
import org.junit.jupiter.api.Test;

/** The type of a failure and the phase in which it came decide what it is (T5.5). */
class FailuresTest {
    private static final boolean UNSENT = false;
    private static final boolean SENT = true;

    @Test
    void T5_2_beforeTheRequestIsSent() {
        assertKind(new ConnectTimeoutException("x"), UNSENT, Kind.CONNECT_TIMEOUT, true);
        assertKind(new SocketTimeoutException(), UNSENT, Kind.CONNECT_TIMEOUT, true);
        assertKind(new SSLHandshakeException("x"), UNSENT, Kind.TLS, true);
        assertKind(new SSLException("x"), UNSENT, Kind.TLS, true);
        assertKind(new ConnectException(), UNSENT, Kind.CONNECT_FAILED, true);
        assertKind(new UnknownHostException(), UNSENT, Kind.CONNECT_FAILED, true);
        assertKind(new NoRouteToHostException(), UNSENT, Kind.CONNECT_FAILED, true);
        assertKind(new RequestNotExecutedException(), UNSENT, Kind.UNPROCESSED, true);
        assertKind(new RejectedExecutionException(), UNSENT, Kind.OTHER, true);
    }

    @Test
    void T5_2_afterTheRequestMayHaveBeenSent() {
        assertKind(new SSLHandshakeException("x"), SENT, Kind.TLS, false);
        assertKind(new SSLException("x"), SENT, Kind.CONNECTION_LOST, false);
        assertKind(new SocketException("x"), SENT, Kind.CONNECTION_LOST, false);
        assertKind(new ConnectionClosedException(), SENT, Kind.CONNECTION_LOST, false);
        assertKind(new NoHttpResponseException("x"), SENT, Kind.CONNECTION_LOST, false);
        assertKind(new ClosedChannelException(), SENT, Kind.CONNECTION_LOST, false);
        assertKind(new SocketTimeoutException(), SENT, Kind.CONNECTION_LOST, false);
        assertKind(new TruncatedChunkException("x"), SENT, Kind.CONNECTION_LOST, false);
        assertKind(new IOException(), SENT, Kind.CONNECTION_LOST, false);
        assertKind(new MalformedChunkCodingException(), SENT, Kind.PROTOCOL, false);
        assertKind(new MessageConstraintException("x"), SENT, Kind.PROTOCOL, false);
        assertKind(new ParseException(), SENT, Kind.PROTOCOL, false);
        assertKind(new ProtocolException(), SENT, Kind.PROTOCOL, false);
        assertKind(new ClientProtocolException(), SENT, Kind.PROTOCOL, false);
        assertKind(new RequestNotExecutedException(), SENT, Kind.UNPROCESSED, true);
        assertKind(new IllegalStateException(), SENT, Kind.OTHER, false);
    }

    private static void assertKind(Throwable cause, boolean maybeSent, Kind kind, boolean notSent) {
        TransportException failure = new Failures(URI.create("http://h:1")).classify(cause, maybeSent);
        assertThat(failure.kind()).as("%s, maybe sent: %s", cause, maybeSent).isEqualTo(kind);
        assertThat(failure.requestNotSent()).isEqualTo(notSent);
        assertThat(failure).hasCause(cause).hasMessageContaining("http://h:1");
    }
}
