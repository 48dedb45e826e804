package dev.pinwheel.etcd.tck.reference;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Takes from a stream what is there, in pieces of 1 to 65,536 bytes that are nobody else's (T3.6, T3.9). */
final class Bytes {
    private static final int MAX = 65_536;

    private final InputStream in;
    private final Flaws flaws;
    private final byte[] shared;

    Bytes(InputStream in, Flaws flaws) {
        this.in = in;
        this.flaws = flaws;
        this.shared = new byte[flaws.has(Flaw.REUSES_ITS_BUFFER) ? MAX : 0];
    }

    /** Waits for a byte and takes those with it, or null at the end of the stream. */
    @Nullable
    ByteBuffer read(long atMost) throws IOException {
        if (flaws.has(Flaw.FILLS_A_BUFFER_FIRST)) {
            byte[] full = in.readNBytes((int) Math.min(atMost, MAX));
            return full.length == 0 ? null : ByteBuffer.wrap(full);
        }
        if (flaws.has(Flaw.HANDS_OVER_LARGE_CHUNKS) && atMost > 4 * MAX && atMost < Long.MAX_VALUE) {
            return ByteBuffer.wrap(in.readNBytes(4 * MAX));
        }
        int first = in.read();
        if (first < 0) {
            return null;
        }
        byte[] bytes = new byte[(int) Math.min(Math.min(atMost, MAX), 1 + in.available())];
        bytes[0] = (byte) first;
        int more = in.readNBytes(bytes, 1, bytes.length - 1);
        if (flaws.has(Flaw.REUSES_ITS_BUFFER)) {
            System.arraycopy(bytes, 0, shared, 0, bytes.length);
            return ByteBuffer.wrap(shared, 0, 1 + more);
        }
        return ByteBuffer.wrap(bytes, 0, 1 + more);
    }
}
