package dev.pinwheel.etcd.embedded.server;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Collects a request body, and drops it when it becomes too large. */
final class Body {
    private static final byte[] NOTHING = {};
    private static final int USUAL = 1_024;

    private final int max;
    private byte[] bytes = NOTHING;
    private int size;
    private boolean tooLarge;

    Body(int max) {
        this.max = max;
    }

    /** Takes so many bytes. */
    void take(ByteBuffer in, int count) {
        tooLarge |= count > max - size;
        if (tooLarge) {
            bytes = NOTHING;
            size = 0;
            in.position(in.position() + count);
        } else {
            append(in, count);
        }
    }

    boolean isTooLarge() {
        return tooLarge;
    }

    String text() {
        return new String(bytes, 0, size, StandardCharsets.ISO_8859_1);
    }

    private void append(ByteBuffer in, int count) {
        if (bytes.length - size < count) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.max(2 * bytes.length, USUAL), size + count));
        }
        in.get(bytes, size, count);
        size += count;
    }
}
