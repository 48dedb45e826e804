package dev.pinwheel.etcd.core.watch;

import java.net.URI;
import java.time.Duration;

/**
 * What the head of a poll's answer tells: the member has registered the watch.
 *
 * @param endpoint who answered
 * @param clusterId the id of its cluster; empty if it sent none that is one
 * @param index its index when it registered the watch and searched its history
 * @param route how it was reached
 * @param at when the head came, by a clock of the driver that never goes back
 */
record PollHead(URI endpoint, String clusterId, long index, Route route, Duration at) {

    PollHead {
        clusterId = Numbers.clusterId(clusterId);
    }

    /** Whether the end of an answer is the member's own word. */
    enum Route {
        /** Nothing is known to stand between. */
        DIRECT,
        /** Something does, as a Via header or a redirect shows. */
        INDIRECT
    }
}
