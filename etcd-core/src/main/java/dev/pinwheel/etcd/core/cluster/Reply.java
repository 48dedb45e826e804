package dev.pinwheel.etcd.core.cluster;

/** What an endpoint's answer to a {@link Question} means. */
enum Reply {
    /** There is nothing wrong with it, as far as it was asked. */
    WELL,
    /** It said that it is not well. */
    BAD,
    /** It said nothing in time. */
    SILENT,
    /** It said nothing in time, but something to others: either it is slow with this, or this process is behind. */
    LATE,
    /** Nothing can be said, such as when the client was closed. */
    NOTHING
}
