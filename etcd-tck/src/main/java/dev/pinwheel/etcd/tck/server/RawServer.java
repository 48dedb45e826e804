package dev.pinwheel.etcd.tck.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;

/**
 * A server on loopback that does, byte for byte, what a test's script says, on a thread for each connection.
 *
 * <p>Thread-safe. {@link #close} closes every connection and interrupts every script.
 */
public final class RawServer implements AutoCloseable {

    /** What the names of its threads begin with. */
    public static final String THREAD_PREFIX = "raw-server";

    private static final int BACKLOG = 2_000;

    private final ServerSocket listening;
    private final String scheme;
    private final Script script;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Set<Thread> scripts = ConcurrentHashMap.newKeySet();
    private final List<ReceivedRequest> requests = new CopyOnWriteArrayList<>();
    private final Semaphore accepted = new Semaphore(0);
    private final Semaphore ended = new Semaphore(0);

    private RawServer(ServerSocket listening, String scheme, Script script) {
        this.listening = listening;
        this.scheme = scheme;
        this.script = script;
        daemon(this::accept);
    }

    /**
     * Serves in cleartext.
     *
     * @param script what to do with each connection
     * @return the running server
     */
    public static RawServer plain(Script script) {
        try {
            return new RawServer(new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()), "http", script);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /**
     * Serves over TLS.
     *
     * @param face how to speak TLS
     * @param script what to do with each connection; the handshake is done when it first reads or writes
     * @return the running server
     */
    public static RawServer tls(TlsFace face, Script script) {
        try {
            return new RawServer(face.listen(), "https", script);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /**
     * Where something is found on this server.
     *
     * @param pathAndQuery put behind scheme, address and port as it is
     * @return the URI
     */
    public URI uri(String pathAndQuery) {
        return URI.create(scheme + "://" + authority() + pathAndQuery);
    }

    /**
     * Host and port.
     *
     * @return as in a Host header
     */
    public String authority() {
        return "127.0.0.1:" + listening.getLocalPort();
    }

    /**
     * All requests so far, in the order in which they were read to their ends.
     *
     * @return a live list
     */
    public List<ReceivedRequest> requests() {
        return requests;
    }

    /**
     * Whether a request for this path has been read.
     *
     * @param target path and query as sent
     * @return true if there has been one
     */
    public boolean hasSeen(String target) {
        return requests.stream().anyMatch(request -> request.target().equals(target));
    }

    /**
     * Counts connections.
     *
     * @return a permit for each that has been accepted
     */
    public Semaphore accepted() {
        return accepted;
    }

    /**
     * Counts connections that the client has ended, by FIN or RST, before the script did.
     *
     * @return a permit for each
     */
    public Semaphore ended() {
        return ended;
    }

    @Override
    public void close() {
        closeQuietly(listening);
        sockets.forEach(RawServer::closeQuietly);
        scripts.forEach(Thread::interrupt);
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listening.accept();
                sockets.add(socket);
                accepted.release();
                daemon(() -> serve(socket));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(Socket socket) {
        scripts.add(Thread.currentThread());
        try (socket) {
            socket.setTcpNoDelay(true);
            script.serve(new ServerConnection(socket, requests::add));
        } catch (IOException gone) {
            ended.release();
        } catch (InterruptedException closed) {
            // The test is over.
        } finally {
            scripts.remove(Thread.currentThread());
            sockets.remove(socket);
        }
    }

    private static void closeQuietly(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception gone) {
            // It is closed all the same.
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, THREAD_PREFIX);
        thread.setDaemon(true);
        thread.start();
    }
}
