package dev.pinwheel.etcd.embedded.store;

/** What {@link Statistics} count, in the order in which etcd shows it. */
public enum Counter {
    /** Reads that found something. */
    GETS_SUCCESS("getsSuccess"),
    /** Reads that did not. */
    GETS_FAIL("getsFail"),
    /** Writes. */
    SETS_SUCCESS("setsSuccess"),
    /** Refused writes. */
    SETS_FAIL("setsFail"),
    /** Deletions. */
    DELETE_SUCCESS("deleteSuccess"),
    /** Refused deletions. */
    DELETE_FAIL("deleteFail"),
    /** Updates. */
    UPDATE_SUCCESS("updateSuccess"),
    /** Refused updates. */
    UPDATE_FAIL("updateFail"),
    /** Creations, in order or not. */
    CREATE_SUCCESS("createSuccess"),
    /** Refused creations. */
    CREATE_FAIL("createFail"),
    /** Swaps. */
    COMPARE_AND_SWAP_SUCCESS("compareAndSwapSuccess"),
    /** Refused swaps. */
    COMPARE_AND_SWAP_FAIL("compareAndSwapFail"),
    /** Deletions after a comparison. */
    COMPARE_AND_DELETE_SUCCESS("compareAndDeleteSuccess"),
    /** Refused deletions after a comparison. */
    COMPARE_AND_DELETE_FAIL("compareAndDeleteFail"),
    /** Expired nodes. */
    EXPIRE_COUNT("expireCount"),
    /** Those who wait for events now. */
    WATCHERS("watchers");

    private final String wireName;

    Counter(String wireName) {
        this.wireName = wireName;
    }

    /**
     * Returns the name that answers carry.
     *
     * @return such as {@code getsSuccess}
     */
    public String wireName() {
        return wireName;
    }
}
