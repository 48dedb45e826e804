package dev.pinwheel.etcd.core.dispatch;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Collects a body, up to a limit that is checked before memory is taken (TC5). Not safe for use by many threads. */
final class BodyBuffer {
    private final int limit;
    private byte[] bytes = {};
    private int length;

    BodyBuffer(int limit) {
        this.limit = limit;
    }

    /** False when the chunk does not fit under the limit. */
    boolean append(ByteBuffer chunk) {
        int added = chunk.remaining();
        if (added > limit - length) {
            return false;
        }
        if (added > bytes.length - length) {
            // The first piece gets just the room that it needs, as nearly always it is the only one.
            int doubled = (int) Math.min(limit, bytes.length * 2L);
            bytes = Arrays.copyOf(bytes, Math.max(length + added, doubled));
        }
        chunk.get(bytes, length, added);
        length += added;
        return true;
    }

    byte[] toArray() {
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }
}
