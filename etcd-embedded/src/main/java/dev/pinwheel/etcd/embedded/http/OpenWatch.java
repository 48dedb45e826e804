package dev.pinwheel.etcd.embedded.http;

import dev.pinwheel.etcd.embedded.server.ResponseHead;
import dev.pinwheel.etcd.embedded.server.ResponseStream;
import dev.pinwheel.etcd.embedded.server.ServerExchange;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One open watch of one client: sends what happens, as fast as the client takes it, on the server's thread.
 *
 * <p>What the client does not take waits in the watch's own queue, so that a slow reader is dropped as etcd drops it.
 */
final class OpenWatch {
    private final ServerExchange exchange;
    private final EventStream stream;
    private final AtomicBoolean called = new AtomicBoolean();

    // Only used on the server's thread.
    private boolean isWriting;

    OpenWatch(ServerExchange exchange, EventStream stream) {
        this.exchange = exchange;
        this.stream = stream;
    }

    /** Sends the head at once, and from then on what happens. */
    void begin(ResponseHead head) {
        ResponseStream body = exchange.stream(head);
        exchange.onClientGone(stream::close);
        stream.onParts(() -> sendSoon(body));
    }

    // Events are announced on the threads of those who make them, often several before the first is seen to.
    private void sendSoon(ResponseStream body) {
        if (called.compareAndSet(false, true)) {
            exchange.connection().schedule(Duration.ZERO, () -> {
                called.set(false);
                send(body);
            });
        }
    }

    private void send(ResponseStream body) {
        if (isWriting) {
            return;
        }
        EventStream.Part part = stream.next();
        if (part instanceof EventStream.Part.Text text) {
            isWriting = true;
            body.write(text.json().getBytes(StandardCharsets.UTF_8), () -> {
                isWriting = false;
                sendSoon(body);
            });
        } else if (part instanceof EventStream.Part.End) {
            body.end();
        }
    }
}
