package dev.pinwheel.etcd.embedded.store;

import java.nio.charset.StandardCharsets;

/**
 * A byte string, which is what etcd's values are: usually UTF-8, but not by any rule.
 *
 * <p>Held as a string of one character per byte, because such strings compare like their bytes and take no more room.
 *
 * @param octets one character from U+0000 to U+00FF per byte
 */
public record Bytes(String octets) {

    /** No bytes at all. */
    public static final Bytes EMPTY = new Bytes("");

    /**
     * Returns the UTF-8 bytes of a text.
     *
     * @param text any text
     * @return its bytes
     */
    public static Bytes utf8(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Returns bytes as a byte string.
     *
     * @param bytes copied
     * @return the same bytes
     */
    public static Bytes of(byte[] bytes) {
        return new Bytes(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    /**
     * Says whether there is no byte.
     *
     * @return true for the empty byte string
     */
    public boolean isEmpty() {
        return octets.isEmpty();
    }

    /** The bytes read as UTF-8, with U+FFFD where they are not. */
    @Override
    public String toString() {
        return new String(octets.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
