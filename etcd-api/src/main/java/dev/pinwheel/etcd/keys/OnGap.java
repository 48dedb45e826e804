package dev.pinwheel.etcd.keys;

/** What a watch does when it cannot vouch for a range of indexes (W6). */
public enum OnGap {
    /** Ends with a {@link WatchGapException}; the default. */
    FAIL,

    /**
     * Hands out a {@link WatchEvent.Gap} with the state as a quorum read shows it, and goes on from there: the read is
     * repeated until it succeeds, and nothing after it is lost.
     */
    RESYNC,

    /**
     * As {@link #RESYNC}, and the gap tells what is different from what the watch knew. The watch then keeps all nodes
     * that it watches in memory.
     */
    RESYNC_WITH_DIFFERENCES
}
