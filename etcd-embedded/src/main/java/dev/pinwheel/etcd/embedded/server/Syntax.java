package dev.pinwheel.etcd.embedded.server;

import java.util.regex.Pattern;

/** Which characters may stand where in a head (RFC 9110, as strictly as Go). */
final class Syntax {
    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";
    private static final String HOST_MARKS = "!$%&'()*+,-.:;=[]_~";
    private static final Pattern WITH_SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:");

    private Syntax() {}

    static boolean isToken(String text) {
        return !text.isEmpty() && text.chars().allMatch(Syntax::isTokenCharacter);
    }

    /** A path, a whole URL, or the star that means the server itself. */
    static boolean isTarget(String text) {
        boolean begins = text.startsWith("/")
                || text.equals("*")
                || WITH_SCHEME.matcher(text).lookingAt();
        return begins && text.chars().allMatch(c -> c > ' ' && c != 0x7f);
    }

    static boolean isHost(String text) {
        return text.chars().allMatch(c -> isAlphanumeric(c) || HOST_MARKS.indexOf(c) >= 0);
    }

    /** Whether a line goes on with the header field of the line before. */
    static boolean isContinuation(String line) {
        return isBlank(line.charAt(0));
    }

    static boolean isHeaderValue(String text) {
        return text.chars().allMatch(c -> c == '\t' || (c >= ' ' && c != 0x7f));
    }

    static boolean isDigits(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** Without the spaces and tabs around it. Other white space is no white space here. */
    static String trim(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private static boolean isTokenCharacter(int c) {
        return isAlphanumeric(c) || TOKEN_MARKS.indexOf(c) >= 0;
    }

    private static boolean isAlphanumeric(int c) {
        return c < 0x80 && Character.isLetterOrDigit(c);
    }
}
