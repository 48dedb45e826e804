package dev.pinwheel.etcd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.pinwheel.etcd.spi.Headers;
import java.net.URI;
import java.util.Arrays;
import java.util.Objects;

/**
 * The answer to a {@link RawRequest}, as it came.
 *
 * @param endpoint who answered, as configured
 * @param status the HTTP status, below 500: an answer above that is a failed attempt
 * @param headers the headers
 * @param body the whole body, perhaps empty; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by content, and a copy would cost every read.
public record RawResponse(URI endpoint, int status, Headers headers, byte[] body) {

    /**
     * Checks the parts.
     *
     * @throws NullPointerException if a part is null
     */
    public RawResponse {
        requireNonNull(endpoint, "endpoint");
        requireNonNull(headers, "headers");
        requireNonNull(body, "body");
    }

    /**
     * The body as text.
     *
     * @return the body read as UTF-8
     */
    public String text() {
        return new String(body, UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RawResponse response
                && endpoint.equals(response.endpoint)
                && status == response.status
                && headers.equals(response.headers)
                && Arrays.equals(body, response.body);
    }

    @Override
    public int hashCode() {
        return Objects.hash(endpoint, status, headers, Arrays.hashCode(body));
    }

    /** Status and size, without headers and body. */
    @Override
    public String toString() {
        return status + " from " + endpoint + " with " + body.length + " bytes";
    }
}
