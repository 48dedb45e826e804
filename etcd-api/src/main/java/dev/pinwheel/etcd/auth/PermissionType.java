package dev.pinwheel.etcd.auth;

/** What a role allows on keys. */
public enum PermissionType {
    /** Reading and watching. */
    READ,
    /** Writing and deleting. */
    WRITE,
    /** Both. */
    READ_WRITE;

    /**
     * Whether this includes reading.
     *
     * @return true for {@link #READ} and {@link #READ_WRITE}
     */
    public boolean includesRead() {
        return this != WRITE;
    }

    /**
     * Whether this includes writing.
     *
     * @return true for {@link #WRITE} and {@link #READ_WRITE}
     */
    public boolean includesWrite() {
        return this != READ;
    }
}
