package dev.pinwheel.etcd.core.cluster;

import dev.pinwheel.etcd.EndpointSelection;
import dev.pinwheel.etcd.MemberEndpoints;
import java.net.URI;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * How the endpoints are kept in step with the cluster.
 *
 * @param selection which endpoint is preferred after a sync (C2)
 * @param mapping by which endpoints members are reached (C5)
 * @param bootstrap the endpoints that the client was built with (C3)
 * @param random shuffles endpoints, and draws the jitter
 */
public record ClusterSettings(
        EndpointSelection selection, MemberEndpoints mapping, List<URI> bootstrap, RandomGenerator random) {

    public ClusterSettings {
        bootstrap = List.copyOf(bootstrap);
    }
}
