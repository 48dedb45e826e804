package dev.pinwheel.etcd.core.cluster;

/** Why somebody wants to know whether an endpoint is well. */
enum Concern {
    /** Calls have waited for it for some time, and still do. */
    WAITING,
    /** Long polls are open there. */
    POLLING,
    /** It has just answered a plain read. */
    READING,
    /** It is suspect, and there is traffic elsewhere. */
    RETRIAL;

    /** Whether the concern lasts, so that it must be looked after as time passes. */
    boolean lasts() {
        return this == WAITING || this == POLLING;
    }
}
