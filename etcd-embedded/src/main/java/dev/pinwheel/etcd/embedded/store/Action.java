package dev.pinwheel.etcd.embedded.store;

/** What an event did to its node. */
public enum Action {
    /** Read it. */
    GET("get"),
    /** Wrote it, whatever was there. */
    SET("set"),
    /** Made it where nothing was. */
    CREATE("create"),
    /** Changed it in place. */
    UPDATE("update"),
    /** Changed it in place after a comparison. */
    COMPARE_AND_SWAP("compareAndSwap"),
    /** Removed it after a comparison. */
    COMPARE_AND_DELETE("compareAndDelete"),
    /** Removed it. */
    DELETE("delete"),
    /** Removed it because its time to live was over. */
    EXPIRE("expire");

    private final String wireName;

    Action(String wireName) {
        this.wireName = wireName;
    }

    /**
     * Returns the name that answers carry.
     *
     * @return such as {@code compareAndSwap}
     */
    public String wireName() {
        return wireName;
    }
}
