package dev.pinwheel.etcd.core.codec;

import java.nio.charset.StandardCharsets;

/** Text to bytes without loss: what cannot be encoded is refused, never replaced (E6). */
public final class Utf8 {
    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST = "%00".length();

    private Utf8() {}

    /**
     * Percent-encodes the text for a path, where '/' stays, or for a query or form.
     *
     * @throws IllegalArgumentException if the text has an unpaired surrogate; {@code name} says which text it is
     */
    public static String percentEncode(String name, String text, String kept) {
        if (staysAsItIs(text, kept)) {
            return text;
        }
        byte[] bytes = encode(name, text);
        byte[] encoded = new byte[bytes.length * LONGEST];
        int length = 0;
        for (byte b : bytes) {
            if (isUnreserved(b) || kept.indexOf(b) >= 0) {
                encoded[length++] = b;
            } else {
                encoded[length++] = '%';
                encoded[length++] = HEX[(b >> 4) & 0xf];
                encoded[length++] = HEX[b & 0xf];
            }
        }
        return new String(encoded, 0, length, StandardCharsets.US_ASCII);
    }

    /**
     * How many bytes the text has.
     *
     * @throws IllegalArgumentException if the text has an unpaired surrogate; {@code name} says which text it is
     */
    public static int length(String name, String text) {
        return encode(name, text).length;
    }

    private static boolean staysAsItIs(String text, String kept) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isUnreserved(c) && kept.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    private static byte[] encode(String name, String text) {
        if (hasUnpairedSurrogate(text)) {
            throw new IllegalArgumentException(
                    name + " has an unpaired surrogate, which UTF-8 cannot carry; mend the text");
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static boolean hasUnpairedSurrogate(String text) {
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (Character.MIN_SURROGATE <= c && c <= Character.MAX_SURROGATE) {
                return true;
            }
            i += Character.charCount(c);
        }
        return false;
    }

    private static boolean isUnreserved(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "-._~".indexOf(c) >= 0;
    }
}
