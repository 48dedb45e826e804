package dev.pinwheel.etcd.embedded.server;

/** Which characters may stand where in a head (RFC 9110, as strictly as Go). */
final class Syntax {
    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

    private Syntax() {}

    static boolean isToken(String text) {
        return !text.isEmpty() && text.chars().allMatch(Syntax::isTokenCharacter);
    }

    static boolean isTarget(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c != 0x7f);
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
        return (c < 0x80 && Character.isLetterOrDigit(c)) || TOKEN_MARKS.indexOf(c) >= 0;
    }
}
