package dev.pinwheel.etcd.transport.apache;

import java.io.IOException;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.concurrent.Cancellable;

/**
 * A socket until its connection is ready for use; may be closed by a timer, or by whoever cancels, but only until then:
 * afterwards it belongs to whatever exchange has the connection.
 */
final class OpeningSocket implements Cancellable {

    private enum Outcome {
        OPENING,
        READY,
        CANCELLED,
        LATE
    }

    private final Socket socket;
    private final AtomicReference<Outcome> outcome = new AtomicReference<>(Outcome.OPENING);
    private boolean connected;

    /** Opens a channel, since interrupting a thread that waits for one closes it. */
    OpeningSocket() throws IOException {
        socket = SocketChannel.open().socket();
    }

    Socket socket() {
        return socket;
    }

    /** The strategy, which comes into play when the socket is connected. */
    TlsSocketStrategy noting(TlsSocketStrategy tls) {
        return (plain, host, port, attachment, context) -> {
            connected = true;
            return tls.upgrade(plain, host, port, attachment, context);
        };
    }

    void ready() throws IOException {
        if (!outcome.compareAndSet(Outcome.OPENING, Outcome.READY)) {
            throw new IOException("the connection was given up when it was all but ready");
        }
    }

    void late() {
        closeAs(Outcome.LATE);
    }

    @Override
    public boolean cancel() {
        return closeAs(Outcome.CANCELLED);
    }

    private boolean closeAs(Outcome how) {
        boolean first = outcome.compareAndSet(Outcome.OPENING, how);
        if (first) {
            try {
                socket.close();
            } catch (IOException gone) {
                // It is closed all the same.
            }
        }
        return first;
    }

    /** What it means that opening has failed like this; closes the socket. */
    IOException failed(IOException failure) {
        cancel();
        if (outcome.get() == Outcome.LATE) {
            IOException timeout = new ConnectTimeoutException(
                    connected
                            ? "the server did not finish the TLS handshake within the connect timeout"
                            : "the server did not accept the connection within the connect timeout");
            timeout.initCause(failure);
            return timeout;
        }
        return connected ? Handshakes.failure(failure) : failure;
    }
}
