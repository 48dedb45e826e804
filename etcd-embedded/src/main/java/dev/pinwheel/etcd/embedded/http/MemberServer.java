package dev.pinwheel.etcd.embedded.http;

import dev.pinwheel.etcd.embedded.server.HttpServer;
import dev.pinwheel.etcd.embedded.server.ServerConfig;
import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * One run of a member's server, from its start to its end.
 *
 * <p>Thread-safe; whoever calls decides on the order of pauses and the end.
 */
public final class MemberServer {
    /** More than the form of a keys request may have: that limit is the API's to tell, in etcd's words. */
    private static final int LONGEST_BODY = 64 * (1 << 20);

    private final HttpServer server;

    private MemberServer(HttpServer server) {
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
        ServerConfig config = ServerConfig.named(threadPrefix).withMaxBodyBytes(LONGEST_BODY);
        return new MemberServer(HttpServer.start(address, config, new Exchanges(api)));
    }

    /** Answers nothing from now on. Connections are still accepted and stay open. */
    public void pause() {
        server.pause();
    }

    /** Answers what waited, and all that comes. */
    public void resume() {
        server.resume();
    }

    /** Cuts all connections, frees the port and waits for the threads to end. */
    public void stop() {
        server.stop();
    }
}
