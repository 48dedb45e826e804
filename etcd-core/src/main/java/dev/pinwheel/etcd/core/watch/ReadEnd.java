package dev.pinwheel.etcd.core.watch;

import dev.pinwheel.etcd.core.dispatch.ErrorBody;
import dev.pinwheel.etcd.core.dispatch.InvalidAnswer;
import dev.pinwheel.etcd.keys.Node;
import java.net.URI;
import java.util.Optional;

/** How a quorum read ended. */
sealed interface ReadEnd {

    /**
     * With the state of the watched key.
     *
     * @param endpoint who answered
     * @param clusterId the id of its cluster; empty if it sent none that is one
     * @param index the cluster's index
     * @param node the node; empty when nothing is there: refusals 100 and 104
     */
    record Found(URI endpoint, String clusterId, long index, Optional<Node> node) implements ReadEnd {

        public Found {
            clusterId = Numbers.clusterId(clusterId);
        }
    }

    /**
     * With another refusal.
     *
     * @param error what etcd said
     * @param endpoint who refused
     */
    record Refused(ErrorBody error, URI endpoint) implements ReadEnd {}

    /** No endpoint answered. */
    record Failed() implements ReadEnd {}

    /**
     * With what cannot be etcd's answer.
     *
     * @param answer what it was
     */
    record Garbage(InvalidAnswer answer) implements ReadEnd {}
}
