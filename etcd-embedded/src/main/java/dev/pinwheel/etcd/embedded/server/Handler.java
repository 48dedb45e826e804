package dev.pinwheel.etcd.embedded.server;

import java.nio.charset.StandardCharsets;

/**
 * What a server does with what it receives.
 *
 * <p>All methods are called on the server's one thread and must not block. What they cannot answer at once they answer
 * later, from any thread. An exception resets the connection and goes to the thread's uncaught exception handler.
 */
@FunctionalInterface
public interface Handler {

    /**
     * Answers a request, now or later. The next request of the connection waits until this one is answered.
     *
     * @param request whole, with its body
     * @param exchange where to answer
     */
    void handle(ServerRequest request, ServerExchange exchange);

    /**
     * Answers a request whose body is longer than allowed. It has been read to its end, so the connection can go on.
     *
     * @param request without its body
     * @param exchange where to answer
     */
    default void bodyTooLarge(ServerRequest request, ServerExchange exchange) {
        Headers text = Headers.of("Content-Type", "text/plain; charset=utf-8");
        exchange.respond(ResponseHead.of(413, text), "too large\n".getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * Notices a new connection, before anything is read from it.
     *
     * @param connection the new one
     */
    default void accepted(ServerConnection connection) {}

    /**
     * Notices the first bytes of a request, before they are looked at.
     *
     * @param connection where they arrived
     */
    default void receiving(ServerConnection connection) {}
}
