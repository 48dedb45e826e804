package dev.pinwheel.etcd.core.dispatch;

import dev.pinwheel.etcd.spi.Headers;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * A complete answer, redirects resolved.
 *
 * @param endpoint who answered, as configured
 * @param status the HTTP status
 * @param headers the headers
 * @param body the whole body, perhaps empty; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared, and a copy of the body would cost every read.
public record EtcdAnswer(URI endpoint, int status, Headers headers, byte[] body) {
    private static final int SHOWN = 200;

    /** The content type, or an empty string. */
    public String contentType() {
        return headers.first("Content-Type").orElse("");
    }

    /** The first bytes of the body, with a dot for whatever cannot be printed. */
    public String bodyStart() {
        String text = new String(body, 0, Math.min(body.length, SHOWN), StandardCharsets.UTF_8);
        return text.replaceAll("[^\\p{Print}\\p{L}]", ".");
    }

    @Override
    public String toString() {
        return status + " from " + endpoint + " with " + body.length + " bytes";
    }
}
