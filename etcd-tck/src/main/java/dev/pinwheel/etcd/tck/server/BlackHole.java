package dev.pinwheel.etcd.tck.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An address on loopback where a TCP connect is never answered: a listening socket whose queue is full. */
public final class BlackHole implements AutoCloseable {
    private static final int MOST = 200;
    private static final int UNANSWERED_MILLIS = 300;

    private final ServerSocket listening;
    private final List<Socket> queue;

    private BlackHole(ServerSocket listening, List<Socket> queue) {
        this.listening = listening;
        this.queue = queue;
    }

    /**
     * Digs one.
     *
     * @return empty where the kernel does not let connects to a full queue wait
     * @throws IOException if there are no sockets to be had
     */
    public static Optional<BlackHole> dig() throws IOException {
        BlackHole hole = new BlackHole(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()), new ArrayList<>());
        for (int i = 0; i < MOST; i++) {
            Socket filler = new Socket();
            hole.queue.add(filler);
            try {
                filler.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), hole.port()), UNANSWERED_MILLIS);
            } catch (SocketTimeoutException full) {
                return Optional.of(hole);
            } catch (IOException refused) {
                break;
            }
        }
        hole.close();
        return Optional.empty();
    }

    /**
     * Where it is.
     *
     * @return an http URI
     */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + port() + "/");
    }

    private int port() {
        return listening.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        for (Socket filler : queue) {
            filler.close();
        }
        listening.close();
    }
}
