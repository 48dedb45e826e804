package dev.pinwheel.etcd;

import static java.util.Objects.requireNonNull;

import java.io.Serial;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Something answered, but not as the etcd v2 API does: a proxy's page, an empty body, JSON of another kind, a redirect
 * that leads nowhere, or an etcd whose v2 API is switched off (E3, C8).
 *
 * <p>The message shows who answered, the status, the content type and the first bytes of the body, made printable.
 */
public final class InvalidResponseException extends EtcdException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final URI endpoint;
    private final int status;
    private final String contentType;
    private final String bodyStart;

    /**
     * Describes an answer that cannot be used.
     *
     * @param message what is wrong with it and what to do, for people
     * @param endpoint who answered
     * @param status the HTTP status, or 0 when what came was not even HTTP
     * @param contentType the content type, or an empty string when there was none
     * @param bodyStart the first bytes of the body, made printable
     * @param outcome what is known about the write
     * @param cause what lies behind, or null
     */
    public InvalidResponseException(
            String message,
            URI endpoint,
            int status,
            String contentType,
            String bodyStart,
            Outcome outcome,
            @Nullable Throwable cause) {
        super(message, outcome, cause);
        this.endpoint = requireNonNull(endpoint, "endpoint");
        this.status = status;
        this.contentType = requireNonNull(contentType, "contentType");
        this.bodyStart = requireNonNull(bodyStart, "bodyStart");
    }

    /**
     * Who answered.
     *
     * @return the endpoint as configured
     */
    public URI endpoint() {
        return endpoint;
    }

    /**
     * The HTTP status.
     *
     * @return the status, or 0 when what came was not even HTTP
     */
    public int status() {
        return status;
    }

    /**
     * The content type.
     *
     * @return the value of the header, or an empty string when there was none
     */
    public String contentType() {
        return contentType;
    }

    /**
     * How the body begins.
     *
     * @return its first bytes, 200 at the most, with anything unprintable replaced by a dot; empty when there was no
     *     body
     */
    public String bodyStart() {
        return bodyStart;
    }
}
