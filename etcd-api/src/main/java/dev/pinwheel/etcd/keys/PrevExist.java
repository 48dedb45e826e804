package dev.pinwheel.etcd.keys;

/** Whether a node must be there for a {@code set} to write it. */
public enum PrevExist {
    /** Write in either case; the default. */
    IGNORE,
    /** Write only over an existing node: an update. */
    YES,
    /** Write only where nothing is: a create. */
    NO
}
