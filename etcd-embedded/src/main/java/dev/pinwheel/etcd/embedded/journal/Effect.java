package dev.pinwheel.etcd.embedded.journal;

/** What a request did to the cluster, whatever its client was told. */
public enum Effect {
    /** It changed keys, users, roles or members. */
    APPLIED,
    /** etcd's own rules refused it, such as a comparison that failed; it changed nothing. */
    REFUSED,
    /** It changed nothing: a read, a watch, or a request that a fault kept from being carried out. */
    NONE,
    /**
     * It is not known yet: the member is still at it, has ended before it was through, or gave up with a status of 5xx.
     * It turns into {@link #APPLIED} if the member gets to it later; never, if the member skips it by a snapshot or is
     * killed, though the others may have carried it out.
     */
    PENDING
}
