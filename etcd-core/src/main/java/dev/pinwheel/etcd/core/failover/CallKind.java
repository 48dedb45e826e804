package dev.pinwheel.etcd.core.failover;

/** What a call may do when its request may have been received, but no answer came (F6). */
public enum CallKind {
    /** Changes nothing: may be repeated, and can never have been applied. */
    READ,
    /** A read that waits for an event: once its head has come it may be silent for ever (F11). */
    WATCH,
    /** Must not reach the cluster twice. */
    WRITE,
    /** A write that the user has allowed to be repeated. */
    REPEATABLE_WRITE;

    /** Whether another endpoint may be asked after one that has perhaps received the request. */
    public boolean isRepeatable() {
        return this != WRITE;
    }

    /** Whether the call can change anything at all. */
    public boolean isWrite() {
        return this == WRITE || this == REPEATABLE_WRITE;
    }
}
