package dev.pinwheel.etcd.auth;

import static java.util.Objects.requireNonNull;

import dev.pinwheel.etcd.EtcdException;
import dev.pinwheel.etcd.Outcome;
import dev.pinwheel.etcd.keys.ErrorCode;
import java.io.Serial;
import java.net.URI;
import java.util.regex.Pattern;

/**
 * etcd has answered a call on users, roles or authentication itself, and refused it (E4); nothing was changed.
 *
 * <p>A call on keys without permission is not here: that is a {@link dev.pinwheel.etcd.keys.KeysException} with the
 * code {@link ErrorCode#UNAUTHORIZED}.
 */
public final class AuthException extends EtcdException {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    // etcd words the same thing in several ways: "does not exist.", "does not exist", "doesn't exist."
    private static final Pattern ROLE_NOT_FOUND = missing("Role");
    private static final Pattern USER_NOT_FOUND = missing("User");
    private static final Pattern ROLE_EXISTS = present("Role");
    private static final Pattern USER_EXISTS = present("User");
    private static final String NO_ROOT = "auth: No root user available";

    private final int status;
    private final String reason;
    private final URI endpoint;

    /**
     * Describes a refusal.
     *
     * @param call which call, such as "PUT /v2/auth/users/alice"
     * @param status the HTTP status: here etcd has no codes of its own
     * @param reason etcd's "message", such as "auth: User alice does not exist."
     * @param endpoint who answered
     */
    public AuthException(String call, int status, String reason, URI endpoint) {
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
     * @return such as "auth: Granting duplicate role r1 for user alice"
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
     * Whether there is no such role; also when a user is read who has been granted one that does not exist.
     *
     * @return true if etcd says so, in any of its wordings
     */
    public boolean isRoleNotFound() {
        return status == NOT_FOUND && ROLE_NOT_FOUND.matcher(reason).matches();
    }

    /**
     * Whether there is no such user.
     *
     * @return true if etcd says so, in any of its wordings
     */
    public boolean isUserNotFound() {
        return status == NOT_FOUND && USER_NOT_FOUND.matcher(reason).matches();
    }

    /**
     * Whether the role to add is there already.
     *
     * @return true if etcd says so
     */
    public boolean isRoleExists() {
        return status == CONFLICT && ROLE_EXISTS.matcher(reason).matches();
    }

    /**
     * Whether the user to add is there already.
     *
     * @return true if etcd says so
     */
    public boolean isUserExists() {
        return status == CONFLICT && USER_EXISTS.matcher(reason).matches();
    }

    /**
     * Whether authentication cannot be enabled because the user root is missing; a member that has lost its quorum says
     * the same after some seconds, as it cannot look.
     *
     * @return true if etcd says so
     */
    public boolean isRootUserMissing() {
        return status == CONFLICT && reason.startsWith(NO_ROOT);
    }

    /**
     * Whether authentication is on already.
     *
     * @return true if etcd says so
     */
    public boolean isAlreadyEnabled() {
        return status == CONFLICT && reason.equals("auth: already enabled");
    }

    /**
     * Whether authentication is off already.
     *
     * @return true if etcd says so
     */
    public boolean isAlreadyDisabled() {
        return status == CONFLICT && reason.equals("auth: already disabled");
    }

    /**
     * Whether the credentials, or the lack of them, do not allow it: with authentication on, only a user with the role
     * root may.
     *
     * @return true for the status 401
     */
    public boolean isUnauthorized() {
        return status == UNAUTHORIZED;
    }

    private static Pattern missing(String what) {
        return Pattern.compile("auth: " + what + " .*(does not|doesn't) exist\\.?", Pattern.DOTALL);
    }

    private static Pattern present(String what) {
        return Pattern.compile("auth: " + what + " .* already exists\\.?", Pattern.DOTALL);
    }

    private static String describe(String call, int status, String reason, URI endpoint) {
        String remedy = "";
        if (status == UNAUTHORIZED) {
            remedy = "; give the client the credentials of a user with the role root";
        } else if (reason.startsWith(NO_ROOT)) {
            remedy = "; if there is one, the member has lost its quorum: look at its health";
        }
        return call + " was refused: " + reason + remedy + " (status " + status + ", from " + endpoint + ")";
    }
}
