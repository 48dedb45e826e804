package dev.pinwheel.etcd.embedded.server;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Collects bytes up to the end of a line, which is a line feed with or without a carriage return before it. */
final class LineBuffer {
    private static final int USUAL = 128;

    private byte[] bytes = new byte[USUAL];
    private int size;

    /** Takes bytes up to the end of the line, and says whether it came. */
    boolean take(ByteBuffer in) {
        int end = in.position();
        while (end < in.limit() && in.get(end) != '\n') {
            end++;
        }
        boolean complete = end < in.limit();
        append(in, end - in.position() + (complete ? 1 : 0));
        return complete;
    }

    /** How many bytes there are, with those of the line end. */
    int size() {
        return size;
    }

    /** How long the line is so far, without its end. */
    int length() {
        int length = size > 0 && bytes[size - 1] == '\n' ? size - 1 : size;
        return length > 0 && bytes[length - 1] == '\r' ? length - 1 : length;
    }

    /** Returns the line without its end, and starts the next one. */
    String next() {
        String line = new String(bytes, 0, length(), StandardCharsets.ISO_8859_1);
        size = 0;
        return line;
    }

    private void append(ByteBuffer in, int count) {
        if (bytes.length - size < count) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + count));
        }
        in.get(bytes, size, count);
        size += count;
    }
}
