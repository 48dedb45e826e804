package dev.pinwheel.etcd.core.dispatch;

import dev.pinwheel.etcd.core.failover.CallKind;
import dev.pinwheel.etcd.spi.Headers;
import dev.pinwheel.etcd.spi.HttpRequest;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A request to whichever endpoint will answer it.
 *
 * @param method the HTTP method
 * @param path the encoded path below the endpoint, such as "/v2/keys/foo"
 * @param query the encoded query, or an empty string
 * @param form the encoded form to send as the body, or null
 * @param kind whether it may be repeated
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared, and a copy of the form would cost every write.
public record EtcdRequest(String method, String path, String query, byte @Nullable [] form, CallKind kind) {
    /** The server resets a new cleartext connection whose first line is longer, without an answer. */
    private static final int LONGEST_LINE = 4094;

    private static final int LINE_OVERHEAD = " ".length() + " HTTP/1.1".length();

    // identity: the body is measured and parsed as it comes (TC4).
    private static final Headers PLAIN = Headers.of("Accept-Encoding", "identity", "User-Agent", "pinwheel-etcd");
    private static final Headers WITH_FORM = PLAIN.with("Content-Type", "application/x-www-form-urlencoded");

    /** A plain read of a path. */
    public static EtcdRequest read(String path) {
        return new EtcdRequest("GET", path, "", null, CallKind.READ);
    }

    HttpRequest to(URI endpoint, Authorization authorization) {
        Headers headers = authorization.addedTo(form == null ? PLAIN : WITH_FORM);
        return new HttpRequest(method, URI.create(endpoint + target()), headers, form);
    }

    /** Refuses a request line that a server would not take (E6). */
    void requireFits(URI endpoint) {
        int line = method.length() + LINE_OVERHEAD + endpoint.getRawPath().length() + target().length();
        if (line > LONGEST_LINE && endpoint.getScheme().toLowerCase(Locale.ROOT).equals("http")) {
            throw new IllegalArgumentException("the request line of " + method + " "
                    + path.substring(0, Math.min(path.length(), 60)) + "… would have " + line + " bytes, and over http"
                    + " etcd takes " + LONGEST_LINE
                    + "; use a shorter key (or compare by prevIndex instead of prevValue), or https");
        }
    }

    private String target() {
        return query.isEmpty() ? path : path + "?" + query;
    }

    /**
     * Method and path: what messages call this request. The query and the form stay out, as they may hold what is not
     * for logs.
     */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
