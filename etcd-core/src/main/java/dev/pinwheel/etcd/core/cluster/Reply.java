package dev.pinwheel.etcd.core.cluster;

/** What an endpoint's answer to a {@link Question} means. */
enum Reply {
    /** There is nothing wrong with it, as far as it was asked. */
    WELL,
    /** It said that it is not well, or nothing in time. */
    BAD,
    /** Nothing can be said, such as when the client was closed. */
    NOTHING
}
