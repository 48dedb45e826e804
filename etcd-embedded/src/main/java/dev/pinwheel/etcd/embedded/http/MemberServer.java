package dev.pinwheel.etcd.embedded.http;

import dev.pinwheel.etcd.embedded.server.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * One run of a member's server, from its start to its end.
 *
 * <p>Thread-safe; whoever calls decides on the order of pauses and the end.
 */
public final class MemberServer {
    private final HttpServer server;

    private MemberServer(HttpServer server) {
        this.server = server;
    }

    /**
     * Starts to serve.
     *
     * @param address where
     * @param setup how
     * @param api what to answer
     * @return the running server
     * @throws IOException if the address cannot be bound
     */
    public static MemberServer start(InetSocketAddress address, MemberSetup setup, Api api) throws IOException {
        return new MemberServer(HttpServer.start(address, setup.server(), new Exchanges(setup, api)));
    }

    /** Answers nothing from now on. Connections are still accepted and stay open. */
    public void pause() {
        server.pause();
    }

    /** Answers what waited, and all that comes. */
    public void resume() {
        server.resume();
    }

    /** Refuses new connections; those that are open go on. Not while this server is paused. */
    public void stopListening() {
        server.stopListening();
    }

    /**
     * Accepts new connections again after {@link #stopListening}. Not while this server is paused.
     *
     * @throws IOException if somebody else has the port
     */
    public void listenAgain() throws IOException {
        server.listenAgain();
    }

    /** Cuts all connections, frees the port and waits for the threads to end. */
    public void stop() {
        server.stop();
    }
}
