package dev.pinwheel.etcd;

/** Which endpoint calls prefer after the client has synchronised its endpoints with the cluster (C1, C2). */
public enum EndpointSelection {
    /** Any: the endpoints are shuffled, so that many clients spread over the members. The default. */
    RANDOM,
    /**
     * The leader's, which spares a write one hop; {@link EtcdClient#sync()} fails with a {@link NoLeaderException} when
     * none is known. Until the first sync it is any endpoint.
     */
    LEADER
}
