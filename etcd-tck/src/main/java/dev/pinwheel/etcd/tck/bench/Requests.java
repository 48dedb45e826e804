package dev.pinwheel.etcd.tck.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.pinwheel.etcd.spi.Headers;
import dev.pinwheel.etcd.spi.HttpRequest;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Requests in a few words. */
public final class Requests {
    private Requests() {}

    /**
     * A GET without headers.
     *
     * @param uri where to
     * @return the request
     */
    public static HttpRequest get(URI uri) {
        return request("GET", uri, null);
    }

    /**
     * A PUT without headers.
     *
     * @param uri where to
     * @param body one character a byte
     * @return the request
     */
    public static HttpRequest put(URI uri, String body) {
        return request("PUT", uri, body);
    }

    /**
     * A request without headers.
     *
     * @param method in upper case
     * @param uri where to
     * @param body one character a byte, or null for none
     * @return the request
     */
    public static HttpRequest request(String method, URI uri, @Nullable String body) {
        return request(method, uri, Headers.none(), body);
    }

    /**
     * A request.
     *
     * @param method in upper case
     * @param uri where to
     * @param headers as they are to be sent
     * @param body one character a byte, or null for none
     * @return the request
     */
    public static HttpRequest request(String method, URI uri, Headers headers, @Nullable String body) {
        return new HttpRequest(method, uri, headers, body == null ? null : body.getBytes(ISO_8859_1));
    }
}
