package dev.pinwheel.etcd.core.dispatch;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects a body, up to a limit that is checked before memory is taken (TC5). Not safe for use by many threads.
 *
 * <p>Chunks are the listener's to keep (T3.6), so those that are arrays of their own are kept as they are, and joined
 * once in the end. Small ones are put together before, as a server may send a body byte by byte.
 */
final class BodyBuffer {
    private static final int LARGE = 1024;
    private static final int LARGEST_BLOCK = 64 * 1024;

    private final int limit;
    private List<byte[]> full = List.of();
    private byte[] last = {};
    private int used;
    private int length;

    BodyBuffer(int limit) {
        this.limit = limit;
    }

    /** False when the chunk does not fit under the limit. */
    boolean append(ByteBuffer chunk) {
        if (chunk.remaining() > limit - length) {
            return false;
        }
        boolean isFirst = length == 0;
        length += chunk.remaining();
        fill(chunk);
        if (chunk.hasRemaining()) {
            setLastAside();
            byte[] own = isFirst || chunk.remaining() >= LARGE ? wholeArrayOf(chunk) : null;
            if (own != null) {
                last = own;
                used = own.length;
            } else {
                // The first gets just the room that it needs, as nearly always it is the only one.
                int more = isFirst ? 0 : Math.min(LARGEST_BLOCK, length);
                last = new byte[Math.max(chunk.remaining(), more)];
                used = 0;
                fill(chunk);
            }
        }
        return true;
    }

    byte[] toArray() {
        if (used == length && length == last.length) {
            return last;
        }
        ByteBuffer whole = ByteBuffer.allocate(length);
        full.forEach(whole::put);
        return whole.put(last, 0, used).array();
    }

    private void fill(ByteBuffer chunk) {
        int fitting = Math.min(chunk.remaining(), last.length - used);
        chunk.get(last, used, fitting);
        used += fitting;
    }

    private void setLastAside() {
        if (used > 0) {
            if (full.isEmpty()) {
                full = new ArrayList<>();
            }
            full.add(last);
        }
    }

    private static byte @Nullable [] wholeArrayOf(ByteBuffer chunk) {
        boolean isWhole = chunk.hasArray() && chunk.arrayOffset() == 0 && chunk.array().length == chunk.remaining();
        return isWhole ? chunk.array() : null;
    }
}
