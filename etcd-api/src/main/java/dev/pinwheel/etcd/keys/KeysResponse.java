package dev.pinwheel.etcd.keys;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.Optional;

/**
 * etcd's answer to a call on keys.
 *
 * @param action what was done
 * @param nodeIfSent the node after it; empty only when {@code noValueOnSuccess} was asked for. {@link #node()} is
 *     shorter
 * @param prevNode the node before it, where one was changed or deleted; never lists children
 * @param index on a write, the index of that write; on a read, the index of the member's store, from which a watch
 *     loses nothing when it begins after it
 * @param clusterId the id of the cluster, in hexadecimal; empty if the server sent none
 * @param endpoint who answered, as configured
 */
public record KeysResponse(
        Action action, Optional<Node> nodeIfSent, Optional<Node> prevNode, long index, String clusterId, URI endpoint) {

    /**
     * Checks the parts.
     *
     * @throws NullPointerException if a part is null
     */
    public KeysResponse {
        requireNonNull(action, "action");
        requireNonNull(nodeIfSent, "nodeIfSent");
        requireNonNull(prevNode, "prevNode");
        requireNonNull(clusterId, "clusterId");
        requireNonNull(endpoint, "endpoint");
    }

    /**
     * The node after the action.
     *
     * @return the node
     * @throws IllegalStateException if the server sent none because {@code noValueOnSuccess} was asked for
     */
    public Node node() {
        return nodeIfSent.orElseThrow(
                () -> new IllegalStateException(
                        "the answer has no node, because noValueOnSuccess was asked for; use index(), or leave that option out"));
    }
}
