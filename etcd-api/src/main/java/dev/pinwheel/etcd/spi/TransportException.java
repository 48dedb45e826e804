package dev.pinwheel.etcd.spi;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * How an exchange failed, with the stack's own exception as its cause (T5.1).
 *
 * <p>Whether the request may have reached the server is a fact of its own: {@link #requestNotSent()}.
 */
public final class TransportException extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** What kind of failure it was (T5.2). */
    public enum Kind {
        /** Refused, unreachable, or the host name is not known. */
        CONNECT_FAILED(true),
        /** The connect deadline passed, during TCP connect or the TLS handshake. */
        CONNECT_TIMEOUT(true),
        /** The TLS handshake failed: trust, host name or protocol. */
        TLS(false),
        /** A limit on this side was reached. */
        CAPACITY(true),
        /** An HTTP/2 server said that it has not processed the request. */
        UNPROCESSED(true),
        /** The connection ended before the answer was complete. */
        CONNECTION_LOST(false),
        /** The answer was not proper HTTP. */
        PROTOCOL(false),
        /** The listener cancelled the exchange. */
        CANCELLED(false),
        /** The transport was closed. */
        CLOSED(false),
        /** The listener threw, or asked for less than one chunk. */
        LISTENER(false),
        /** Anything else. */
        OTHER(false);

        private final boolean neverSent;

        Kind(boolean neverSent) {
            this.neverSent = neverSent;
        }
    }

    private final Kind kind;
    private final boolean requestNotSent;

    /**
     * Describes a failure.
     *
     * @param kind what kind it was
     * @param requestNotSent whether it is certain that the server has not got the whole request (T5.3); always so for
     *     CONNECT_FAILED, CONNECT_TIMEOUT, CAPACITY and UNPROCESSED
     * @param message what happened, for people
     * @param cause the stack's exception, if there was one
     * @throws IllegalArgumentException if a kind that is never sent is said to be sent
     */
    public TransportException(Kind kind, boolean requestNotSent, String message, @Nullable Throwable cause) {
        super(requireNonNull(message, "message"), cause);
        this.kind = requireNonNull(kind, "kind");
        this.requestNotSent = requestNotSent;
        if (kind.neverSent && !requestNotSent) {
            throw new IllegalArgumentException(
                    "requestNotSent is false with kind " + kind + ", which is only for requests that were not sent");
        }
    }

    /**
     * What kind of failure it was.
     *
     * @return the kind
     */
    public Kind kind() {
        return kind;
    }

    /**
     * Whether it is certain that the server has not got the whole request, so that repeating it is safe.
     *
     * @return true only when certain (T5.3)
     */
    public boolean requestNotSent() {
        return requestNotSent;
    }
}
