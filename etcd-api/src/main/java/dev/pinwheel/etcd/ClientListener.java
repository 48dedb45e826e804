package dev.pinwheel.etcd;

import dev.pinwheel.etcd.members.Member;
import java.net.URI;
import java.util.List;

/**
 * Is told what happens to a client's endpoints; every method does nothing by default.
 *
 * <p>Called on the client's threads, so it must not block; what it throws is logged and harms nothing.
 */
public interface ClientListener {

    /**
     * A sync, or {@link EtcdClient#setEndpoints}, has brought other endpoints.
     *
     * @param endpoints all of them, the one that the next call tries first
     */
    default void endpointsChanged(List<URI> endpoints) {}

    /**
     * A round of {@link EtcdClient#autoSync} has failed; the endpoints stay, and the next round comes in its time (C4).
     *
     * @param failure why
     */
    default void syncFailed(RuntimeException failure) {}

    /**
     * A sync has left a member out (C1, C5).
     *
     * @param member which
     * @param reason why
     */
    default void memberSkipped(Member member, String reason) {}

    /**
     * An endpoint does not answer, or is cut off from the cluster: it is tried last until it answers again (F13, F14).
     *
     * @param endpoint which
     * @param reason what was seen
     */
    default void endpointSuspected(URI endpoint, String reason) {}

    /**
     * An endpoint that was suspected has answered.
     *
     * @param endpoint which
     */
    default void endpointTrusted(URI endpoint) {}
}
