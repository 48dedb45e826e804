package dev.pinwheel.etcd.tck.server;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/** How much of a body an HTTP/2 client lets the server send. */
final class SendWindow {
    private static final int SETTINGS = 4;
    private static final int WINDOW_UPDATE = 8;
    private static final int INITIAL_WINDOW_SIZE = 4;
    private static final int CONNECTION = 0;

    private long initial = 65_535;
    private final Map<Integer, Long> widened = new HashMap<>(Map.of(CONNECTION, initial));

    void seen(Http2Peer.Frame frame) {
        ByteBuffer payload = ByteBuffer.wrap(frame.payload());
        if (frame.type() == WINDOW_UPDATE) {
            widen(frame.stream(), payload.getInt());
        } else if (frame.type() == SETTINGS) {
            while (payload.hasRemaining()) {
                int name = payload.getShort();
                int value = payload.getInt();
                initial = name == INITIAL_WINDOW_SIZE ? value : initial;
            }
        }
    }

    void sent(int stream, int bytes) {
        widen(stream, -bytes);
        widen(CONNECTION, -bytes);
    }

    long available(int stream) {
        long ofStream = initial + widened.getOrDefault(stream, 0L);
        return Math.min(ofStream, widened.getOrDefault(CONNECTION, 0L));
    }

    private void widen(int stream, long bytes) {
        widened.merge(stream, bytes, Long::sum);
    }
}
