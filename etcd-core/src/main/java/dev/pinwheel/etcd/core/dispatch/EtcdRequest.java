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
 * @param body what to send as the body, or null
 * @param kind whether it may be repeated
 */
public record EtcdRequest(
        String method, String path, String query, @Nullable RequestBody body, CallKind kind) {
    /** The server resets a new cleartext connection whose first line is longer, without an answer. */
    private static final int LONGEST_LINE = 4094;

    private static final int LINE_OVERHEAD = " ".length() + " HTTP/1.1".length();

    // identity: the body is measured and parsed as it comes (TC4).
    private static final Headers PLAIN = Headers.of("Accept-Encoding", "identity", "User-Agent", "pinwheel-etcd");

    /** A plain read of a path. */
    public static EtcdRequest read(String path) {
        return new EtcdRequest("GET", path, "", null, CallKind.READ);
    }

    /** A write that must not reach the cluster twice. */
    public static EtcdRequest write(String method, String path, @Nullable RequestBody body) {
        return new EtcdRequest(method, path, "", body, CallKind.WRITE);
    }

    HttpRequest to(URI endpoint, Authorization authorization) {
        URI uri = URI.create(endpoint + target());
        Headers headers = authorization.addedTo(PLAIN);
        return body == null
                ? new HttpRequest(method, uri, headers, null)
                : new HttpRequest(method, uri, headers.with("Content-Type", body.contentType()), body.bytes());
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

    /** Whether a member answers this by itself, perhaps with what is no longer so. */
    boolean isPlainRead() {
        return kind == CallKind.READ && path.startsWith("/v2/keys") && !query.contains("quorum=true");
    }

    private String target() {
        return query.isEmpty() ? path : path + "?" + query;
    }

    /**
     * Method and path: what messages call this request. The query and the body stay out, as they may hold what is not
     * for logs.
     */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
