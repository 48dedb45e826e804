package dev.pinwheel.etcd.embedded.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A watch that a client of the JDK's server waits for. It takes a thread only while there is something to write.
 *
 * <p>That server does not say when a client goes away: it shows at the next write.
 */
final class OpenExchange {
    private final HttpExchange exchange;
    private final EventStream stream;
    private final Gate gate;
    private final Consumer<OpenExchange> whenEnded;
    private final AtomicInteger calls = new AtomicInteger();

    OpenExchange(HttpExchange exchange, EventStream stream, Gate gate, Consumer<OpenExchange> whenEnded) {
        this.exchange = exchange;
        this.stream = stream;
        this.gate = gate;
        this.whenEnded = whenEnded;
    }

    /** Sends the head at once, and from then on what happens. */
    void begin() {
        try {
            exchange.sendResponseHeaders(stream.status(), 0);
            exchange.getResponseBody().flush();
        } catch (IOException clientIsGone) {
            end();
            exchange.close();
            return;
        }
        stream.onParts(this::writeSoon);
    }

    /** Ends the watch; the connection, if it is still there, is for the server to close. */
    void end() {
        stream.close();
        whenEnded.accept(this);
    }

    // The first call since the last writer had done starts the next one; the others it counts are seen to by the same.
    private void writeSoon() {
        if (calls.getAndIncrement() == 0) {
            gate.handOver(this::write);
        }
    }

    private void write() {
        try {
            int seen;
            do {
                seen = calls.get();
                writeAllParts();
            } while (!calls.compareAndSet(seen, 0));
        } catch (IOException clientIsGone) {
            end();
            exchange.close();
        }
    }

    private void writeAllParts() throws IOException {
        EventStream.Part part = stream.next();
        while (part instanceof EventStream.Part.Text text) {
            exchange.getResponseBody().write(text.json().getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            part = stream.next();
        }
        if (part instanceof EventStream.Part.End) {
            end();
            exchange.close();
        }
    }
}
