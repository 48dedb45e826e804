package dev.pinwheel.etcd.core.failover;

/** What a call may do when its request may have been received, but no answer came (F6). */
public enum CallKind {
    /** Changes nothing: may be repeated, and can never have been applied. */
    READ,
    /** Must not reach the cluster twice. */
    WRITE,
    /** A write that the user has allowed to be repeated. */
    REPEATABLE_WRITE;

    boolean isRepeatable() {
        return this != WRITE;
    }

    /** Whether the call can change anything at all. */
    public boolean isWrite() {
        return this != READ;
    }
}
