package dev.pinwheel.etcd.embedded.server;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The body of an answer that stays open.
 *
 * <p>Thread-safe. Writes never block: what the client does not take waits in memory, and {@link #pendingWrites} says
 * how much that is. Once the client is gone, they do nothing; {@link ServerExchange#onClientGone} tells when.
 */
public final class ResponseStream {
    private final Connection connection;
    private final ServerExchange exchange;
    private final Framing framing;
    private final AtomicInteger pending = new AtomicInteger();
    private final AtomicBoolean ended = new AtomicBoolean();

    ResponseStream(Connection connection, ServerExchange exchange, Framing framing) {
        this.connection = connection;
        this.exchange = exchange;
        this.framing = framing;
    }

    /**
     * Sends a piece of the body, as one chunk where the body is chunked.
     *
     * <p>If more waits then than {@link ServerConfig#maxPendingBytes} allows, the connection is reset.
     *
     * @param bytes copied
     * @throws IllegalStateException if the stream has been ended
     */
    public void write(byte[] bytes) {
        write(bytes, () -> {});
    }

    /**
     * Sends a piece of the body as {@link #write(byte[])} does, and says when the operating system has taken all of it.
     *
     * @param bytes copied
     * @param whenTaken run once, on the server's thread; never, if the client goes before that. Must not block
     * @throws IllegalStateException if the stream has been ended
     */
    public void write(byte[] bytes, Runnable whenTaken) {
        if (ended.get()) {
            throw new IllegalStateException("written after its end: " + exchange);
        }
        byte[] part = framing.part(bytes);
        pending.incrementAndGet();
        connection.perform(() -> connection.sendBounded(part, () -> {
            pending.decrementAndGet();
            whenTaken.run();
        }));
    }

    /**
     * Returns how many writes the operating system has not taken yet, those of a paused server included.
     *
     * @return the number; of no meaning once the client is gone
     */
    public int pendingWrites() {
        return pending.get();
    }

    /** Completes the answer. The connection goes on with the next request, as after any answer. Does nothing twice. */
    public void end() {
        if (ended.compareAndSet(false, true)) {
            connection.perform(() -> {
                connection.send(framing.end());
                exchange.finish(framing.keepsAlive());
            });
        }
    }
}
