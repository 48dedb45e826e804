package dev.pinwheel.etcd.transport.apache;

import dev.pinwheel.etcd.spi.SerialExchange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one response that have arrived and that nobody has asked for yet; what is taken out is credited to
 * HttpClient, which stops reading when its window is used up (T3.8).
 */
final class Inflow {
    private final SerialExchange exchange;
    private final Queue<ByteBuffer> arrived = new ArrayDeque<>();
    private @Nullable CapacityChannel window;
    private int owed;
    private boolean wanted;
    private boolean complete;

    Inflow(SerialExchange exchange) {
        this.exchange = exchange;
    }

    /** Takes what has come over the wire; the buffer is HttpClient's, a listener keeps what it gets (T3.6). */
    void add(ByteBuffer source) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate(source.remaining());
        chunk.put(source).flip();
        synchronized (this) {
            arrived.add(chunk);
        }
        handOver();
    }

    /** No more will come: the message is complete. */
    void finish() throws IOException {
        synchronized (this) {
            complete = true;
            wanted |= arrived.isEmpty(); // The end needs no demand (T3.10).
        }
        handOver();
    }

    /** Asks for a chunk, now or as soon as there is one. */
    void want() throws IOException {
        synchronized (this) {
            wanted = true;
        }
        handOver();
    }

    /** Where credit goes; HttpClient says so when the window is used up for the first time. */
    void creditTo(CapacityChannel channel) throws IOException {
        synchronized (this) {
            window = channel;
        }
        payBack();
    }

    private void handOver() throws IOException {
        ByteBuffer chunk;
        synchronized (this) {
            if (!wanted || (arrived.isEmpty() && !complete)) {
                return;
            }
            wanted = false;
            chunk = arrived.poll();
            owed += chunk == null ? 0 : chunk.remaining();
        }
        if (chunk == null) {
            exchange.complete();
        } else {
            payBack();
            exchange.data(chunk);
        }
    }

    private void payBack() throws IOException {
        CapacityChannel creditor;
        int credit;
        synchronized (this) {
            creditor = window;
            credit = owed;
            // Any credit, however small, lets HttpClient read on, and over TLS it reads several records at a time: so
            // none is given before all that has arrived is taken.
            if (creditor == null || credit == 0 || !arrived.isEmpty()) {
                return;
            }
            owed = 0;
        }
        creditor.update(credit);
    }
}
