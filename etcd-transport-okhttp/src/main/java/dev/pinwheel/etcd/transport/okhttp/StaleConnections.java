package dev.pinwheel.etcd.transport.okhttp;

import java.io.IOException;
import java.io.Serial;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLSocket;

/**
 * Notices that a server has ended an idle HTTP/1.1 connection before a request is written to it: OkHttp would send a
 * write into the void, and nobody could say whether it was applied (T5.3, T7.4).
 */
final class StaleConnections {
    private static final int SHORTEST_MILLIS = 1;

    private StaleConnections() {}

    /** Nothing has been sent, and the connection has been closed: the request may go by another one. */
    static final class StaleConnectionException extends IOException {
        @Serial
        private static final long serialVersionUID = 1L;

        private StaleConnectionException() {
            super("the server had ended the pooled connection");
        }
    }

    /**
     * Closes and refuses a connection whose server has ended it, or has spoken unasked.
     *
     * @throws StaleConnectionException if so
     */
    static void refuse(Socket pooled) throws StaleConnectionException {
        if (isStale(pooled)) {
            try {
                pooled.close();
            } catch (IOException gone) {
                // As it should be.
            }
            throw new StaleConnectionException();
        }
    }

    private static boolean isStale(Socket pooled) {
        SocketChannel channel = pooled.getChannel();
        try {
            if (!(pooled instanceof SSLSocket)) {
                return channel == null ? saysAnything(pooled) : hasBytesOrEnd(channel);
            }
            // What has arrived may be a session ticket, which means no harm: only TLS itself can tell.
            return (channel == null || isReadable(channel)) && saysAnything(pooled);
        } catch (IOException broken) {
            return true;
        }
    }

    private static boolean hasBytesOrEnd(SocketChannel channel) throws IOException {
        channel.configureBlocking(false);
        try {
            return channel.read(ByteBuffer.allocate(1)) != 0;
        } finally {
            channel.configureBlocking(true);
        }
    }

    private static boolean isReadable(SocketChannel channel) throws IOException {
        channel.configureBlocking(false);
        try (Selector selector = channel.provider().openSelector()) {
            channel.register(selector, SelectionKey.OP_READ);
            return selector.selectNow() > 0;
        } finally {
            channel.configureBlocking(true);
        }
    }

    private static boolean saysAnything(Socket socket) throws IOException {
        int before = socket.getSoTimeout();
        socket.setSoTimeout(SHORTEST_MILLIS);
        try {
            return socket.getInputStream().read() != Integer.MIN_VALUE;
        } catch (SocketTimeoutException silent) {
            return false;
        } finally {
            socket.setSoTimeout(before);
        }
    }
}
