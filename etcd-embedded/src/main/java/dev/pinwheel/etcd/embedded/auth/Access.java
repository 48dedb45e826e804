package dev.pinwheel.etcd.embedded.auth;

/** What somebody wants to do with a key. */
public enum Access {
    /** See it. */
    READ,
    /** Change it. */
    WRITE;

    /** With how much of the tree. */
    public enum Extent {
        /** The node itself. */
        NODE,
        /** All below it as well. */
        TREE
    }
}
