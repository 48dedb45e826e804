package dev.pinwheel.etcd.transport.okhttp;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLSocket;

/** What the server is doing at its end of a connection that nobody is reading, found out without waiting for it. */
enum Peer {
    SILENT,
    SPEAKING,
    GONE;

    private static final int SHORTEST_MILLIS = 1;

    /** Looks, and takes a byte if there is one: the connection is of no use any more unless the answer is SILENT. */
    static Peer at(Socket socket) {
        SocketChannel channel = socket.getChannel();
        try {
            if (!(socket instanceof SSLSocket)) {
                return channel == null ? waitShortly(socket) : look(channel);
            }
            // What is readable may be a session ticket, which means no harm: only TLS itself can tell.
            return channel == null || isReadable(channel) ? waitShortly(socket) : SILENT;
        } catch (IOException broken) {
            return GONE;
        }
    }

    private static Peer look(SocketChannel channel) throws IOException {
        channel.configureBlocking(false);
        try {
            int length = channel.read(ByteBuffer.allocate(1));
            return length == 0 ? SILENT : sign(length);
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

    private static Peer waitShortly(Socket socket) throws IOException {
        int before = socket.getSoTimeout();
        socket.setSoTimeout(SHORTEST_MILLIS);
        try {
            return sign(socket.getInputStream().read());
        } catch (SocketTimeoutException nothing) {
            return SILENT;
        } finally {
            socket.setSoTimeout(before);
        }
    }

    private static Peer sign(int read) {
        return read < 0 ? GONE : SPEAKING;
    }
}
