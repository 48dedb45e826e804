package dev.pinwheel.etcd;

/** What is known about a write that failed (E5). */
public enum Outcome {
    /**
     * The cluster has not applied it and will not: repeating it is safe. A read, which changes nothing, always has this
     * outcome.
     */
    NOT_APPLIED,

    /**
     * It may have been applied, or may yet be, even minutes later: read before repeating what must not happen twice.
     */
    UNKNOWN
}
