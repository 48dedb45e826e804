package dev.pinwheel.etcd.spi;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * One request, small and replayable.
 *
 * @param method the HTTP method, in upper case
 * @param uri where to; its raw path and query are sent as they are (T6.2)
 * @param headers sent as they are; a transport adds Host, framing and Connection, and User-Agent and Accept-Encoding
 *     only if absent (T6.3)
 * @param body the bytes to send, or null for a request without one; neither copied nor changed, so do not change it
 *     while the exchange runs
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared, and a copy of the body would cost every write.
public record HttpRequest(String method, URI uri, Headers headers, byte @Nullable [] body) {

    /**
     * Checks the parts.
     *
     * @param method see {@link #method()}
     * @param uri see {@link #uri()}
     * @param headers see {@link #headers()}
     * @param body see {@link #body()}
     * @throws NullPointerException if a part other than the body is null
     */
    public HttpRequest(String method, URI uri, Headers headers, byte @Nullable [] body) {
        // Not a compact constructor: javac 17 loses the annotation of a parameter there, and callers' null checkers
        // with it.
        this.method = requireNonNull(method, "method");
        this.uri = requireNonNull(uri, "uri");
        this.headers = requireNonNull(headers, "headers");
        this.body = body;
    }

    /** Method and URI with the size of the body, which may hold secrets (E9). */
    @Override
    public String toString() {
        return method + " " + uri + " " + headers + (body == null ? "" : " and " + body.length + " bytes");
    }
}
