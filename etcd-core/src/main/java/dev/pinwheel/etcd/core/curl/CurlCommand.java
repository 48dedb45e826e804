package dev.pinwheel.etcd.core.curl;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pinwheel.etcd.spi.Headers;
import dev.pinwheel.etcd.spi.HttpRequest;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes a request as one line that a POSIX shell takes as it is.
 *
 * @param secrets keeps them out (E9)
 */
record CurlCommand(Secrets secrets) {
    /** Says nothing about the request. */
    private static final Set<String> PLAIN = Set.of("accept-encoding", "user-agent");

    /** Linux takes no longer argument than 128 KiB. */
    private static final int LONGEST_ARGUMENT = 100_000;

    String of(HttpRequest request) {
        // -g: curl would take the brackets of an IPv6 address for a pattern.
        StringBuilder line = new StringBuilder("curl -g");
        byte @Nullable [] body = request.body();
        if (request.method().equals("HEAD")) {
            line.append(" --head"); // With -X it would wait for a body.
        } else if (!request.method().equals("GET") || body != null) {
            line.append(" -X ").append(request.method());
        }
        line.append(' ').append(quoted(secrets.maskedUri(request.uri())));
        for (Headers.Field field : request.headers().fields()) {
            if (!PLAIN.contains(field.name().toLowerCase(Locale.ROOT))) {
                line.append(" -H ").append(quoted(field.toString())); // It masks the secret ones itself.
            }
        }
        return body == null ? line.toString() : withBody(line, secrets.maskedBody(request, body));
    }

    private static String withBody(StringBuilder line, byte[] body) {
        String text = new String(body, UTF_8);
        boolean isPlain = body.length <= LONGEST_ARGUMENT
                && text.codePoints().allMatch(CurlCommand::isPrintable)
                && text.indexOf('\uFFFD') < 0; // Perhaps what was not UTF-8.
        return isPlain
                ? line + " --data-raw " + quoted(text)
                : "printf " + format(body) + " | " + line + " --data-binary @-";
    }

    private static boolean isPrintable(int character) {
        int type = Character.getType(character);
        return !Character.isISOControl(character)
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR;
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    /** What printf makes the bytes of: for those that cannot stand on a command line. */
    private static String format(byte[] bytes) {
        StringBuilder format = new StringBuilder("'");
        for (int i = 0; i < bytes.length; i++) {
            int b = bytes[i] & 0xff;
            boolean isPlain = b >= ' ' && b < 0x7f && "'\\%".indexOf(b) < 0 && !(i == 0 && b == '-');
            if (isPlain) {
                format.append((char) b);
            } else {
                format.append('\\').append(b >> 6).append(b >> 3 & 7).append(b & 7);
            }
        }
        return format.append('\'').toString();
    }
}
