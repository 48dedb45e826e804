package dev.pinwheel.etcd.embedded.http;

/**
 * Reads UTF-8 from byte strings (one character per byte).
 *
 * <p>The JDK's decoder replaces a broken sequence as a whole; etcd replaces each of its bytes, so this one says where
 * it breaks.
 */
final class Utf8 {

    private Utf8() {}

    /** How many bytes make the character at {@code index}; 0 if they are not UTF-8. */
    static int lengthAt(String octets, int index) {
        char first = octets.charAt(index);
        int length = lengthBy(first);
        if (index + length > octets.length()) {
            return 0;
        }
        for (int i = 1; i < length; i++) {
            if ((octets.charAt(index + i) & 0xC0) != 0x80) {
                return 0;
            }
        }
        return length > 2 && !isSecondByteInRange(first, octets.charAt(index + 1)) ? 0 : length;
    }

    /** The character whose {@code length} bytes begin at {@code index}. */
    static int codePointAt(String octets, int index, int length) {
        char first = octets.charAt(index);
        int codePoint = length == 1 ? first : first & (0x7F >> length);
        for (int i = 1; i < length; i++) {
            codePoint = (codePoint << 6) | (octets.charAt(index + i) & 0x3F);
        }
        return codePoint;
    }

    private static int lengthBy(char first) {
        if (first < 0x80) {
            return 1;
        }
        if (first < 0xC2 || first > 0xF4) {
            return 0;
        }
        if (first < 0xE0) {
            return 2;
        }
        return first < 0xF0 ? 3 : 4;
    }

    // Leaves out longer forms than needed, surrogates, and what lies beyond U+10FFFF.
    private static boolean isSecondByteInRange(char first, char second) {
        return switch (first) {
            case 0xE0 -> second >= 0xA0;
            case 0xED -> second < 0xA0;
            case 0xF0 -> second >= 0x90;
            case 0xF4 -> second < 0x90;
            default -> true;
        };
    }
}
