package dev.pinwheel.etcd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A request to a path that has no method of its own, sent as it is; immutable.
 *
 * <pre>{@code
 * RawResponse vars = etcd.call(RawRequest.get("/debug/vars"));
 * etcd.call(RawRequest.of("PUT", "/config/local/log").withBody("application/json", "{\"Level\":\"DEBUG\"}"));
 * }</pre>
 */
public final class RawRequest {
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "PUT", "POST", "DELETE", "PATCH", "OPTIONS");

    private final String method;
    private final String target;
    private final Optional<Body> body;

    private RawRequest(String method, String target, Optional<Body> body) {
        this.method = method;
        this.target = target;
        this.body = body;
    }

    /**
     * What a request carries.
     *
     * @param contentType how the bytes are to be read, such as "application/json"
     * @param bytes the whole body; not copied, so do not change it while the call runs
     */
    @SuppressWarnings("ArrayRecordComponent") // Compared by content, and a copy would cost every write.
    public record Body(String contentType, byte[] bytes) {

        /**
         * Checks the parts.
         *
         * @throws IllegalArgumentException if the content type is blank or has a control character
         * @throws NullPointerException if a part is null
         */
        public Body {
            requireNonNull(contentType, "contentType");
            requireNonNull(bytes, "bytes");
            if (contentType.isBlank() || contentType.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException("contentType is blank or has a control character; give one such as"
                        + " \"application/json\": etcd passes over a body without");
            }
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Body body
                    && contentType.equals(body.contentType)
                    && Arrays.equals(bytes, body.bytes);
        }

        @Override
        public int hashCode() {
            return Objects.hash(contentType, Arrays.hashCode(bytes));
        }

        /** The size only, as the bytes may hold secrets (E9). */
        @Override
        public String toString() {
            return bytes.length + " bytes of " + contentType;
        }
    }

    /**
     * A read.
     *
     * @param target the path below the endpoint, with the query if there is one, both encoded:
     *     "/v2/keys/a%20b?quorum=true"
     * @return the request
     * @throws IllegalArgumentException if that is not an encoded absolute path
     */
    public static RawRequest get(String target) {
        return of("GET", target);
    }

    /**
     * Any request.
     *
     * @param method GET, HEAD, PUT, POST, DELETE, PATCH or OPTIONS. GET and HEAD are repeated on other endpoints as
     *     other reads are, everything else is a write that is never sent twice (F6)
     * @param target the path below the endpoint, with the query if there is one, both encoded
     * @return the request, without a body
     * @throws IllegalArgumentException if there is no such method, or the target is not an encoded absolute path
     */
    public static RawRequest of(String method, String target) {
        requireNonNull(method, "method");
        requireNonNull(target, "target");
        if (!METHODS.contains(method)) {
            throw new IllegalArgumentException(
                    "method is \"" + method + "\"; give one of GET, HEAD, PUT, POST, DELETE, PATCH and OPTIONS");
        }
        return new RawRequest(method, checked(target), Optional.empty());
    }

    /**
     * Adds a body.
     *
     * @param contentType how the text is to be read, such as "application/json"
     * @param text the whole body, sent in UTF-8
     * @return a new request
     * @throws IllegalArgumentException if the content type is blank or has a control character
     */
    public RawRequest withBody(String contentType, String text) {
        return withBody(contentType, text.getBytes(UTF_8));
    }

    /**
     * Adds a body.
     *
     * @param contentType how the bytes are to be read, such as "application/x-www-form-urlencoded"
     * @param bytes the whole body; not copied, so do not change it while the call runs
     * @return a new request
     * @throws IllegalArgumentException if the content type is blank or has a control character
     */
    public RawRequest withBody(String contentType, byte[] bytes) {
        return new RawRequest(method, target, Optional.of(new Body(contentType, bytes)));
    }

    /**
     * The method.
     *
     * @return such as "GET"
     */
    public String method() {
        return method;
    }

    /**
     * The path and the query.
     *
     * @return as it was given
     */
    public String target() {
        return target;
    }

    /**
     * The body.
     *
     * @return empty if there is none
     */
    public Optional<Body> body() {
        return body;
    }

    private static String checked(String target) {
        try {
            URI uri = new URI(target);
            boolean isPath = target.startsWith("/") && uri.getRawAuthority() == null && uri.getRawFragment() == null;
            if (isPath && target.chars().allMatch(c -> c < 0x80)) {
                return target;
            }
        } catch (URISyntaxException malformed) {
            throw new IllegalArgumentException(remedy(target), malformed);
        }
        throw new IllegalArgumentException(remedy(target));
    }

    private static String remedy(String target) {
        return "target is \"" + target + "\"; give a path that begins with one slash, percent-encoded, such as"
                + " \"/v2/keys/a%20b?quorum=true\"";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RawRequest request
                && method.equals(request.method)
                && target.equals(request.target)
                && body.equals(request.body);
    }

    @Override
    public int hashCode() {
        return Objects.hash(method, target, body);
    }

    /** Method and path; query and body stay out, as they may hold what is not for logs (E9). */
    @Override
    public String toString() {
        return method + " " + target.replaceFirst("\\?.*", "");
    }
}
