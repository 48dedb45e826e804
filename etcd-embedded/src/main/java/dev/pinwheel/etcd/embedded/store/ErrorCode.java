package dev.pinwheel.etcd.embedded.store;

/** The errors of the keys API, with etcd's numbers and words. */
public enum ErrorCode {
    /** Nothing is there. */
    KEY_NOT_FOUND(100, "Key not found"),
    /** A condition does not hold. */
    COMPARE_FAILED(101, "Compare failed"),
    /** A directory where a file is needed. */
    NOT_A_FILE(102, "Not a file"),
    /** A file where a directory is needed. */
    NOT_A_DIRECTORY(104, "Not a directory"),
    /** Something is there already. */
    KEY_ALREADY_EXISTS(105, "Key already exists"),
    /** A write to the root. */
    ROOT_IS_READ_ONLY(107, "Root is read only"),
    /** A plain removal of a directory with children. */
    DIRECTORY_NOT_EMPTY(108, "Directory not empty"),
    /** Not allowed to whoever asks. */
    UNAUTHORIZED(110, "The request requires user authentication"),
    /** An empty {@code prevValue}. */
    PREV_VALUE_REQUIRED(201, "PrevValue is Required in POST form"),
    /** A {@code ttl} that is no number. */
    TTL_NOT_A_NUMBER(202, "The given TTL in POST form is not a number"),
    /** An index that is no number. */
    INDEX_NOT_A_NUMBER(203, "The given index in POST form is not a number"),
    /** A parameter that means nothing, or not here. */
    INVALID_FIELD(209, "Invalid field"),
    /** Parameters that cannot be read. */
    INVALID_FORM(210, "Invalid POST form"),
    /** A refresh with a value. */
    REFRESH_VALUE(211, "Value provided on refresh"),
    /** A refresh without a time to live. */
    REFRESH_TTL_REQUIRED(212, "A TTL must be provided on refresh"),
    /** The cluster could not agree. */
    RAFT_INTERNAL(300, "Raft Internal Error"),
    /** A watch from an index that the history does not reach. */
    HISTORY_CLEARED(401, "The event in requested index is outdated and cleared");

    private final int number;
    private final String message;

    ErrorCode(int number, String message) {
        this.number = number;
        this.message = message;
    }

    /**
     * Returns etcd's number.
     *
     * @return such as 100
     */
    public int number() {
        return number;
    }

    /**
     * Returns etcd's words.
     *
     * @return such as {@code Key not found}
     */
    public String message() {
        return message;
    }
}
