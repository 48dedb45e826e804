package dev.pinwheel.etcd.embedded.http;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * One run of a member's server, from its start to its end.
 *
 * <p>Thread-safe; whoever calls decides on the order of pauses and the end.
 */
public final class MemberServer {
    private static final int LONGEST_KNOCK_MILLIS = 5_000;

    private final ServerThreads threads;
    private final Gate gate;
    private final Exchanges exchanges;
    private final HttpServer server;

    private MemberServer(ServerThreads threads, Gate gate, Exchanges exchanges, HttpServer server) {
        this.threads = threads;
        this.gate = gate;
        this.exchanges = exchanges;
        this.server = server;
    }

    /**
     * Starts to serve.
     *
     * @param address where
     * @param threadPrefix what the names of its threads begin with
     * @param api what to answer
     * @return the running server
     * @throws IOException if the address cannot be bound
     */
    public static MemberServer start(InetSocketAddress address, String threadPrefix, Api api) throws IOException {
        ServerThreads threads = new ServerThreads(threadPrefix);
        Gate gate = new Gate(threads.workers());
        Exchanges exchanges = new Exchanges(api, gate);
        HttpServer started = threads.start(() -> {
            HttpServer server = JdkServer.bind(address);
            server.setExecutor(gate);
            server.createContext("/", exchanges);
            server.start();
            return server;
        });
        return new MemberServer(threads, gate, exchanges, started);
    }

    /** Answers nothing from now on. Connections are still accepted and stay open. */
    public void pause() {
        gate.close();
    }

    /** Answers what waited, and all that comes. */
    public void resume() {
        gate.open();
    }

    /** Cuts all connections, frees the port and waits for the threads to end. */
    public void stop() {
        // Stopped from another thread, the JDK's server forgets the connection that it is accepting at that moment: it
        // would stay open, and silent, for good. On the thread that accepts, nothing can come between. A request of our
        // own takes the call there.
        gate.endWith(() -> server.stop(0));
        knock();
        server.stop(0); // in case the knock was not heard; else there is nothing left to stop
        exchanges.endWatches();
        threads.end();
    }

    private void knock() {
        try (Socket socket = new Socket()) {
            socket.connect(server.getAddress(), LONGEST_KNOCK_MILLIS);
            socket.setSoTimeout(LONGEST_KNOCK_MILLIS);
            socket.getOutputStream().write('\n');
            socket.getInputStream().read(); // until it is cut
        } catch (IOException cutOrNotHeard) {
            // A connection that is cut may also end this way.
        }
    }
}
