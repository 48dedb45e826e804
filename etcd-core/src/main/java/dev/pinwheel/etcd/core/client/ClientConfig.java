package dev.pinwheel.etcd.core.client;

import dev.pinwheel.etcd.ClientListener;
import dev.pinwheel.etcd.core.call.Calls;
import dev.pinwheel.etcd.core.cluster.ClusterSettings;
import dev.pinwheel.etcd.core.cluster.ProbeSettings;
import dev.pinwheel.etcd.core.dispatch.CallLimit;
import dev.pinwheel.etcd.core.dispatch.Settings;
import dev.pinwheel.etcd.core.failover.CallKind;
import dev.pinwheel.etcd.core.failover.EndpointRing;
import java.util.concurrent.ThreadFactory;

/**
 * What a client is made from, checked.
 *
 * @param ring to start from
 * @param settings what bounds an attempt
 * @param limit how many calls may be in flight
 * @param cluster how the endpoints are kept in step with the cluster
 * @param probes when endpoints are probed
 * @param unconditionalSets whether these may be repeated (F6)
 * @param listener who is told what happens to the endpoints
 * @param callbacks where futures are completed
 * @param threads makes the client's own threads
 */
record ClientConfig(
        EndpointRing ring,
        Settings settings,
        CallLimit limit,
        ClusterSettings cluster,
        ProbeSettings probes,
        CallKind unconditionalSets,
        ClientListener listener,
        Calls.Callbacks callbacks,
        ThreadFactory threads) {}
