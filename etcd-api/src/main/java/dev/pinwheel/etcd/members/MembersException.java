package dev.pinwheel.etcd.members;

import static java.util.Objects.requireNonNull;

import dev.pinwheel.etcd.EtcdException;
import dev.pinwheel.etcd.Outcome;
import java.io.Serial;
import java.net.URI;

/** etcd has answered a call on members, and refused it (E4); nothing was changed. */
public final class MembersException extends EtcdException {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int GONE = 410;

    private final int status;
    private final String reason;
    private final URI endpoint;

    /**
     * Describes a refusal.
     *
     * @param call which call, such as "DELETE /v2/members/abc"
     * @param status the HTTP status: here etcd has no codes of its own
     * @param reason etcd's "message", such as "No such member: abc"
     * @param endpoint who answered
     */
    public MembersException(String call, int status, String reason, URI endpoint) {
        super(describe(call, status, reason, endpoint), Outcome.NOT_APPLIED, null);
        this.status = status;
        this.reason = requireNonNull(reason, "reason");
        this.endpoint = requireNonNull(endpoint, "endpoint");
    }

    /**
     * The HTTP status.
     *
     * @return from 400 to 499
     */
    public int status() {
        return status;
    }

    /**
     * What the server calls "message".
     *
     * @return such as "membership: peerURL exists"
     */
    public String reason() {
        return reason;
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
     * Whether the cluster never had a member with this id.
     *
     * @return true for the status 404
     */
    public boolean isMemberNotFound() {
        return status == NOT_FOUND;
    }

    /**
     * Whether the member has been removed before, such as by a call whose answer was lost.
     *
     * @return true for the status 410
     */
    public boolean isMemberRemoved() {
        return status == GONE;
    }

    /**
     * Whether a member has one of the peer URLs already, such as after a call whose answer was lost.
     *
     * @return true for the status 409
     */
    public boolean isPeerUrlTaken() {
        return status == CONFLICT;
    }

    /**
     * Whether the credentials, or the lack of them, do not allow it: with authentication on, only a user with the role
     * root may change members.
     *
     * @return true for the status 401
     */
    public boolean isUnauthorized() {
        return status == UNAUTHORIZED;
    }

    private static String describe(String call, int status, String reason, URI endpoint) {
        String remedy = status == UNAUTHORIZED ? "; give the client the credentials of a user with the role root" : "";
        return call + " was refused: " + reason + remedy + " (status " + status + ", from " + endpoint + ")";
    }
}
