package dev.pinwheel.etcd.embedded.server;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A request as it came: nothing is decoded, and nothing is known about its target but that it has no spaces and no
 * control characters.
 *
 * @param method in the case it was sent
 * @param target of the request line, one character per byte
 * @param version what the client speaks
 * @param headers in order
 * @param body one character per byte; the chunks of a chunked one put together
 * @param flaw what is wrong with the chunks of the body, in Go's words; the body is then what came before, and the
 *     connection ends with the answer
 */
public record ServerRequest(
        String method, String target, HttpVersion version, Headers headers, String body, Optional<String> flaw) {

    /**
     * A request whose body is sound.
     *
     * @param method in the case it was sent
     * @param target of the request line, one character per byte
     * @param version what the client speaks
     * @param headers in order
     * @param body one character per byte
     */
    public ServerRequest(String method, String target, HttpVersion version, Headers headers, String body) {
        this(method, target, version, headers, body, Optional.empty());
    }

    /**
     * Returns the body in bytes.
     *
     * @return a copy
     */
    public byte[] bodyBytes() {
        return body.getBytes(StandardCharsets.ISO_8859_1);
    }

    boolean isHead() {
        return method.equals("HEAD");
    }

    /** The method and target, for logs. */
    @Override
    public String toString() {
        return method + " " + target;
    }
}
