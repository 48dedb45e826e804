package dev.pinwheel.etcd.core.codec;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Text to bytes without loss: what cannot be encoded is refused, never replaced (E6). */
public final class Utf8 {
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private Utf8() {}

    /**
     * Percent-encodes the text for a path, where '/' stays, or for a query or form.
     *
     * @throws IllegalArgumentException if the text has an unpaired surrogate; {@code name} says which text it is
     */
    public static String percentEncode(String name, String text, String kept) {
        ByteBuffer bytes = encode(name, text);
        StringBuilder encoded = new StringBuilder(bytes.remaining() + 16);
        while (bytes.hasRemaining()) {
            int b = bytes.get() & 0xff;
            if (isUnreserved(b) || kept.indexOf(b) >= 0) {
                encoded.append((char) b);
            } else {
                encoded.append('%').append(HEX[b >> 4]).append(HEX[b & 0xf]);
            }
        }
        return encoded.toString();
    }

    /**
     * How many bytes the text has.
     *
     * @throws IllegalArgumentException if the text has an unpaired surrogate; {@code name} says which text it is
     */
    public static int length(String name, String text) {
        return encode(name, text).remaining();
    }

    private static ByteBuffer encode(String name, String text) {
        try {
            return StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
        } catch (CharacterCodingException unpaired) {
            throw new IllegalArgumentException(
                    name + " has an unpaired surrogate, which UTF-8 cannot carry; mend the text", unpaired);
        }
    }

    private static boolean isUnreserved(int b) {
        return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9') || "-._~".indexOf(b) >= 0;
    }
}
