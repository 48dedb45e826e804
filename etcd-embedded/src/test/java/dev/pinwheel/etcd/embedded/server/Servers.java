package dev.pinwheel.etcd.embedded.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Starts servers on free ports of the loopback interface, and ends them. */
final class Servers implements AutoCloseable {
    private static final AtomicInteger STARTED = new AtomicInteger();

    private final String prefix = "server-test-" + STARTED.incrementAndGet();
    private final List<HttpServer> started = new CopyOnWriteArrayList<>();

    ServerConfig config() {
        return ServerConfig.named(prefix);
    }

    HttpServer start(Handler handler) throws IOException {
        return start(config(), handler);
    }

    HttpServer start(ServerConfig config, Handler handler) throws IOException {
        return start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), config, handler);
    }

    HttpServer start(InetSocketAddress address, ServerConfig config, Handler handler) throws IOException {
        HttpServer server = HttpServer.start(address, config, handler);
        started.add(server);
        return server;
    }

    /** Those of these servers. */
    List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(prefix + "-"))
                .toList();
    }

    @Override
    public void close() {
        started.forEach(HttpServer::stop);
    }

    /** Answers at once with the target and the body of the request. */
    static void echo(ServerRequest request, ServerExchange exchange) {
        respond(exchange, request.target() + request.body());
    }

    static void respond(ServerExchange exchange, String body) {
        exchange.respond(ok(), bytes(body));
    }

    static ResponseHead ok() {
        return ResponseHead.of(200, Headers.of("Content-Type", "text/plain"));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
