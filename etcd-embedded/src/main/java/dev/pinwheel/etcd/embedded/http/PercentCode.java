package dev.pinwheel.etcd.embedded.http;

/** The percent encoding of URLs, from and to byte strings (one character per byte). */
final class PercentCode {
    private static final String LITERAL_IN_PATHS = "-_.~$&+,/:;=@";
    private static final int ESCAPE_LENGTH = 3;

    private PercentCode() {}

    /** Decodes a path, in which a plus is a plus. */
    static String decodePath(String encoded) throws MalformedEscape {
        return decode(encoded, '+');
    }

    /** Decodes a name or value of a query or form, in which a plus is a space. */
    static String decodeParameter(String encoded) throws MalformedEscape {
        return decode(encoded, ' ');
    }

    /** Encodes a path as etcd does in its redirects. */
    static String encodePath(String path) {
        StringBuilder encoded = new StringBuilder(path.length());
        for (int i = 0; i < path.length(); i++) {
            char octet = path.charAt(i);
            if (isAlphanumeric(octet) || LITERAL_IN_PATHS.indexOf(octet) >= 0) {
                encoded.append(octet);
            } else {
                encoded.append('%').append(hexDigit(octet >> 4)).append(hexDigit(octet & 0xF));
            }
        }
        return encoded.toString();
    }

    private static String decode(String encoded, char plus) throws MalformedEscape {
        StringBuilder decoded = new StringBuilder(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            char octet = encoded.charAt(i);
            if (octet == '%') {
                decoded.append(escaped(encoded, i));
                i += ESCAPE_LENGTH - 1;
            } else {
                decoded.append(octet == '+' ? plus : octet);
            }
        }
        return decoded.toString();
    }

    private static char escaped(String encoded, int start) throws MalformedEscape {
        int end = Math.min(start + ESCAPE_LENGTH, encoded.length());
        String escape = encoded.substring(start, end);
        if (escape.length() < ESCAPE_LENGTH || !isHexDigit(escape.charAt(1)) || !isHexDigit(escape.charAt(2))) {
            throw new MalformedEscape(escape);
        }
        return (char) Integer.parseInt(escape, 1, ESCAPE_LENGTH, 16);
    }

    private static boolean isAlphanumeric(char octet) {
        return (octet >= 'a' && octet <= 'z') || (octet >= 'A' && octet <= 'Z') || (octet >= '0' && octet <= '9');
    }

    // Character.digit also knows digits of other scripts.
    private static boolean isHexDigit(char octet) {
        return (octet >= 'a' && octet <= 'f') || (octet >= 'A' && octet <= 'F') || (octet >= '0' && octet <= '9');
    }

    private static char hexDigit(int value) {
        return Character.toUpperCase(Character.forDigit(value, 16));
    }
}
