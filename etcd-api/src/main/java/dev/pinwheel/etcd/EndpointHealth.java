package dev.pinwheel.etcd;

import static java.util.Objects.requireNonNull;

import java.net.URI;

/**
 * What one endpoint says of its health.
 *
 * @param endpoint which, as configured
 * @param status whether it is fit for use
 * @param description what it answered, or why it did not; one line for people
 */
public record EndpointHealth(URI endpoint, Status status, String description) {

    /** Whether an endpoint is fit for use. */
    public enum Status {
        /** It answers, and its member has the consent of the cluster. */
        HEALTHY,
        /** It answers that it has no leader or no quorum: only plain reads work there, and those may be stale. */
        UNHEALTHY,
        /** It does not answer, or not as etcd does. */
        UNREACHABLE
    }

    /**
     * Checks the parts.
     *
     * @throws NullPointerException if a part is null
     */
    public EndpointHealth {
        requireNonNull(endpoint, "endpoint");
        requireNonNull(status, "status");
        requireNonNull(description, "description");
    }

    /**
     * Whether reads and writes work there.
     *
     * @return true for {@link Status#HEALTHY}
     */
    public boolean isHealthy() {
        return status == Status.HEALTHY;
    }
}
