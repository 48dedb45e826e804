package dev.pinwheel.etcd.keys;

/**
 * The error codes of etcd's v2 key space, all that 3.4 defines; which of them it still sends is in the protocol's
 * reference.
 */
public enum ErrorCode {
    /** Nothing is there. */
    KEY_NOT_FOUND(100),
    /** prevValue or prevIndex is not as expected. */
    COMPARE_FAILED(101),
    /** A directory is where a file is needed. */
    NOT_A_FILE(102),
    /** No more members. */
    NO_MORE_PEER(103),
    /** A file is in the way where a directory is needed. */
    NOT_A_DIRECTORY(104),
    /** Something is there already. */
    NODE_EXISTS(105),
    /** The key is reserved. */
    KEY_IS_RESERVED(106),
    /** The root cannot be written. */
    ROOT_IS_READ_ONLY(107),
    /** The directory has children, perhaps hidden ones. */
    DIRECTORY_NOT_EMPTY(108),
    /** The peer's address is taken. */
    PEER_ADDRESS_EXISTS(109),
    /** The credentials, or the lack of them, do not allow it. */
    UNAUTHORIZED(110),
    /** A value is needed. */
    VALUE_REQUIRED(200),
    /** prevValue is empty. */
    PREV_VALUE_REQUIRED(201),
    /** The time to live is not a number. */
    TTL_NOT_A_NUMBER(202),
    /** An index is not a number. */
    INDEX_NOT_A_NUMBER(203),
    /** A value or a time to live is needed. */
    VALUE_OR_TTL_REQUIRED(204),
    /** The time-out is not a number. */
    TIMEOUT_NOT_A_NUMBER(205),
    /** A name is needed. */
    NAME_REQUIRED(206),
    /** An index or a value is needed. */
    INDEX_OR_VALUE_REQUIRED(207),
    /** Index and value exclude each other. */
    INDEX_VALUE_MUTEX(208),
    /** A field of the request has no meaning. */
    INVALID_FIELD(209),
    /** The form of the request cannot be read, or is too large. */
    INVALID_FORM(210),
    /** A refresh takes no value. */
    REFRESH_VALUE(211),
    /** A refresh needs a time to live. */
    REFRESH_TTL_REQUIRED(212),
    /** The member could not get the cluster's consent: time-out, no quorum, shutting down. */
    RAFT_INTERNAL(300),
    /** There is no leader. */
    DURING_LEADER_ELECTION(301),
    /** A watch was ended by a recovery. */
    WATCHER_CLEARED(400),
    /** The watched index is older than the member's history. */
    EVENT_INDEX_CLEARED(401),
    /** A stand-by member failed. */
    STANDBY_INTERNAL(402),
    /** The active size is out of range. */
    INVALID_ACTIVE_SIZE(403),
    /** The removal delay is out of range. */
    INVALID_REMOVE_DELAY(404),
    /** The server's own client failed. */
    CLIENT_INTERNAL(500),
    /** A code that this version does not know, or none at all; {@link KeysException#number()} keeps the number. */
    UNKNOWN(0);

    private final int number;

    ErrorCode(int number) {
        this.number = number;
    }

    /**
     * The number in etcd's JSON.
     *
     * @return the number; 0 for {@link #UNKNOWN}
     */
    public int number() {
        return number;
    }

    /**
     * Finds a code by its number.
     *
     * @param number as in etcd's JSON
     * @return the code, or {@link #UNKNOWN}
     */
    public static ErrorCode ofNumber(int number) {
        for (ErrorCode code : values()) {
            if (code.number == number) {
                return code;
            }
        }
        return UNKNOWN;
    }
}
