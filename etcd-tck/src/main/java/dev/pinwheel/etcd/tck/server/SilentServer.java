package dev.pinwheel.etcd.tck.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.pinwheel.etcd.embedded.server.Handler;
import dev.pinwheel.etcd.embedded.server.Headers;
import dev.pinwheel.etcd.embedded.server.HttpServer;
import dev.pinwheel.etcd.embedded.server.ResponseHead;
import dev.pinwheel.etcd.embedded.server.ServerConfig;
import dev.pinwheel.etcd.embedded.server.ServerConnection;
import dev.pinwheel.etcd.embedded.server.ServerExchange;
import dev.pinwheel.etcd.embedded.server.ServerRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;

/** A server for very many exchanges, on one thread: it never answers, but for "/quick". */
public final class SilentServer implements AutoCloseable {
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger silent = new AtomicInteger();
    private final HttpServer server;

    /**
     * Starts to serve.
     *
     * @throws IOException if there is no free port
     */
    public SilentServer() throws IOException {
        server = HttpServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                ServerConfig.named("silent-server"),
                new Silence());
    }

    /**
     * Where something is found on this server.
     *
     * @param path put behind scheme, address and port
     * @return the URI
     */
    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.address().getPort() + path);
    }

    /**
     * Counts connections.
     *
     * @return all that have been accepted
     */
    public int connections() {
        return connections.get();
    }

    /**
     * Counts requests.
     *
     * @return all that will never be answered
     */
    public int silent() {
        return silent.get();
    }

    @Override
    public void close() {
        server.stop();
    }

    private final class Silence implements Handler {
        @Override
        public void accepted(ServerConnection connection) {
            connections.incrementAndGet();
        }

        @Override
        public void handle(ServerRequest request, ServerExchange exchange) {
            if (request.target().equals("/quick")) {
                exchange.respond(ResponseHead.of(200, Headers.of("X-Quick", "1")), "x".getBytes(US_ASCII));
            } else {
                silent.incrementAndGet();
            }
        }
    }
}
