package dev.pinwheel.etcd.keys;

/** Why a watch cannot vouch for a range of indexes (W6). */
public enum GapReason {
    /**
     * The servers have forgotten the changes: each keeps the last 1,000 of the whole store, on whatever keys. The watch
     * began too far in the past, was held up by its consumer, or was cut off for too long.
     */
    HISTORY_CLEARED,

    /** Another cluster answers now, at the same endpoints: indexes before and after have nothing in common. */
    OTHER_CLUSTER,

    /** The cluster's index is lower than it has been: it was restored from a backup, or its data were lost. */
    INDEX_WENT_BACK
}
