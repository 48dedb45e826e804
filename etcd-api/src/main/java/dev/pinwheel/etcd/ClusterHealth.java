package dev.pinwheel.etcd;

import java.util.List;

/**
 * What the endpoints of a client say of their health, each for itself.
 *
 * @param endpoints one entry for each endpoint, in the order in which calls try them
 */
public record ClusterHealth(List<EndpointHealth> endpoints) {

    /** Keeps a copy of the list. */
    public ClusterHealth {
        endpoints = List.copyOf(endpoints);
    }

    /**
     * Whether the cluster has a quorum that this client can reach: reads and writes succeed, by failover if need be.
     *
     * @return true if some endpoint is healthy
     */
    public boolean isAvailable() {
        return endpoints.stream().anyMatch(EndpointHealth::isHealthy);
    }

    /**
     * Whether nothing needs attention.
     *
     * @return true if every endpoint is healthy
     */
    public boolean isWhole() {
        return endpoints.stream().allMatch(EndpointHealth::isHealthy);
    }
}
