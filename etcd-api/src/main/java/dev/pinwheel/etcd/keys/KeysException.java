package dev.pinwheel.etcd.keys;

import static java.util.Objects.requireNonNull;

import dev.pinwheel.etcd.EtcdException;
import dev.pinwheel.etcd.Outcome;
import java.io.Serial;
import java.net.URI;

/** etcd has answered a call on keys, and refused it (E4); nothing was changed. */
public final class KeysException extends EtcdException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final int number;
    private final String reason;
    private final String detail;
    private final long index;
    private final URI endpoint;

    /**
     * Describes a refusal.
     *
     * @param call which call, such as "GET /v2/keys/foo"
     * @param number etcd's error code
     * @param reason etcd's "message", such as "Key not found"
     * @param detail etcd's "cause", such as the path that is missing; empty when there was none
     * @param index etcd's index when it refused; 0 when it refused before it asked its store
     * @param endpoint who answered
     */
    public KeysException(String call, int number, String reason, String detail, long index, URI endpoint) {
        super(describe(call, number, reason, detail, index, endpoint), Outcome.NOT_APPLIED, null);
        this.number = number;
        this.reason = requireNonNull(reason, "reason");
        this.detail = requireNonNull(detail, "detail");
        this.index = index;
        this.endpoint = requireNonNull(endpoint, "endpoint");
    }

    /**
     * The error code, for a switch.
     *
     * @return the code, {@link ErrorCode#UNKNOWN} when this version has no name for its {@link #number()}
     */
    public ErrorCode code() {
        return ErrorCode.ofNumber(number);
    }

    /**
     * The error code as the server sent it.
     *
     * @return the number
     */
    public int number() {
        return number;
    }

    /**
     * What the server calls "message".
     *
     * @return such as "Key not found"
     */
    public String reason() {
        return reason;
    }

    /**
     * What the server calls "cause".
     *
     * @return such as the path that is missing; empty when there was none. Values stand in it unescaped: do not parse
     *     it
     */
    public String detail() {
        return detail;
    }

    /**
     * The cluster's index when it refused.
     *
     * @return the index; 0 when the request was refused before the store was asked, so never watch from it then
     */
    public long index() {
        return index;
    }

    /**
     * Who answered.
     *
     * @return the endpoint as configured
     */
    public URI endpoint() {
        return endpoint;
    }

    /**
     * Whether nothing is at the key, or at a directory above it.
     *
     * @return true for {@link ErrorCode#KEY_NOT_FOUND}
     */
    public boolean isKeyNotFound() {
        return code() == ErrorCode.KEY_NOT_FOUND;
    }

    /**
     * Whether the node was not as {@code prevValue} or {@code prevIndex} expected.
     *
     * @return true for {@link ErrorCode#COMPARE_FAILED}
     */
    public boolean isCompareFailed() {
        return code() == ErrorCode.COMPARE_FAILED;
    }

    /**
     * Whether something is at the key already.
     *
     * @return true for {@link ErrorCode#NODE_EXISTS}
     */
    public boolean isNodeExists() {
        return code() == ErrorCode.NODE_EXISTS;
    }

    private static String describe(String call, int number, String reason, String detail, long index, URI endpoint) {
        String remedy = number == ErrorCode.UNAUTHORIZED.number()
                ? "; check the client's credentials and what the user's roles allow"
                : "";
        return call + " was refused: " + reason + (detail.isEmpty() ? "" : ": " + detail) + remedy + " (code " + number
                + ", index " + index + ", from " + endpoint + ")";
    }
}
