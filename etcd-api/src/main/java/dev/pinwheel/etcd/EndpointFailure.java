package dev.pinwheel.etcd;

import static java.util.Objects.requireNonNull;

import dev.pinwheel.etcd.keys.ErrorCode;
import dev.pinwheel.etcd.spi.TransportException;
import java.io.Serializable;
import java.net.URI;

/** Why one endpoint gave no answer (F4); listed in a {@link ClusterException}. */
public sealed interface EndpointFailure extends Serializable {

    /**
     * Which endpoint it was.
     *
     * @return the endpoint as configured, also when a redirect led elsewhere
     */
    URI endpoint();

    /**
     * What happened.
     *
     * @return one line for people, without the endpoint
     */
    String description();

    /**
     * It is proved that the server never got the whole request: refused, unresolved, connect time-out, TLS failure.
     * Going on to another endpoint is safe for any call (F5).
     *
     * @param endpoint which endpoint
     * @param description what happened
     * @param error what the transport reported
     */
    record NotSent(URI endpoint, String description, TransportException error) implements EndpointFailure {
        /**
         * Checks the parts.
         *
         * @throws NullPointerException if a part is null
         */
        public NotSent {
            requireNonNull(endpoint, "endpoint");
            requireNonNull(description, "description");
            requireNonNull(error, "error");
        }
    }

    /**
     * The request was sent, or may have been, and no complete answer came: reset, end of stream, time-out, truncated or
     * over-long body. A write may have been applied.
     *
     * @param endpoint which endpoint
     * @param description what happened
     * @param error what the transport reported; with the kind CANCELLED when the client itself gave up waiting
     */
    record Interrupted(URI endpoint, String description, TransportException error) implements EndpointFailure {
        /**
         * Checks the parts.
         *
         * @throws NullPointerException if a part is null
         */
        public Interrupted {
            requireNonNull(endpoint, "endpoint");
            requireNonNull(description, "description");
            requireNonNull(error, "error");
        }
    }

    /**
     * The server answered with a status of 500 or above. A write may have been applied, or may yet be: members that had
     * lost their leader were seen to apply writes minutes after they had answered so.
     *
     * <p>Also a member that is asked what only the leader knows, and is not the leader.
     *
     * @param endpoint which endpoint
     * @param description what the server said
     * @param status the HTTP status
     * @param code etcd's own error code, such as {@link ErrorCode#RAFT_INTERNAL} or
     *     {@link ErrorCode#DURING_LEADER_ELECTION}; {@link ErrorCode#UNKNOWN} when the body had none
     */
    record ServerFailure(URI endpoint, String description, int status, ErrorCode code) implements EndpointFailure {
        /**
         * Checks the parts.
         *
         * @throws NullPointerException if a part is null
         */
        public ServerFailure {
            requireNonNull(endpoint, "endpoint");
            requireNonNull(description, "description");
            requireNonNull(code, "code");
        }
    }

    /**
     * The member answered a read with an older state than the client has already seen, and the client was built to take
     * no step back (F16).
     *
     * @param endpoint which endpoint
     * @param description how far it is behind
     */
    record Lagging(URI endpoint, String description) implements EndpointFailure {
        /**
         * Checks the parts.
         *
         * @throws NullPointerException if a part is null
         */
        public Lagging {
            requireNonNull(endpoint, "endpoint");
            requireNonNull(description, "description");
        }
    }
}
