package dev.pinwheel.etcd.auth;

import dev.pinwheel.etcd.ClusterException;
import dev.pinwheel.etcd.ContextException;
import dev.pinwheel.etcd.EtcdException;
import dev.pinwheel.etcd.InvalidResponseException;

/**
 * Switches authentication on and off, and leads to the users and roles, blocking the caller.
 *
 * <p>With authentication on, everything here but {@link #isEnabled} needs a client with the credentials of a user that
 * has the role root.
 *
 * <pre>{@code
 * etcd.auth().users().add("root", rootPassword);
 * etcd.auth().roles().add("reader", Permissions.of(PermissionType.READ, "/app/*"));
 * etcd.auth().users().add("alice", alicesPassword, "reader");
 * etcd.auth().enable();
 * }</pre>
 *
 * <p>Every method throws
 *
 * <ul>
 *   <li>{@link AuthException} when etcd refuses;
 *   <li>{@link ClusterException} when no endpoint answers;
 *   <li>{@link InvalidResponseException} when something answers that is not the etcd v2 API;
 *   <li>{@link ContextException} when the deadline passes, the thread is interrupted (its flag stays set), or the
 *       client is closed during the call;
 *   <li>{@link IllegalArgumentException} for arguments that cannot be sent, and {@link IllegalStateException} when the
 *       client is closed: at once, with nothing sent.
 * </ul>
 *
 * <p>Safe for use by many threads.
 */
public interface AuthApi {

    /**
     * Whether authentication is on; needs no credentials.
     *
     * @return true if it is
     * @throws EtcdException as the interface says
     */
    boolean isEnabled();

    /**
     * Switches authentication on, and creates the role "guest" with all permissions if it is missing.
     *
     * @throws EtcdException as the interface says; {@link AuthException#isRootUserMissing()} when there is no user
     *     "root", {@link AuthException#isAlreadyEnabled()} when it is on
     */
    void enable();

    /**
     * Switches authentication off; users and roles stay.
     *
     * @throws EtcdException as the interface says; {@link AuthException#isAlreadyDisabled()} when it is off
     */
    void disable();

    /**
     * The users.
     *
     * @return an API on this client
     */
    UsersApi users();

    /**
     * The roles.
     *
     * @return an API on this client
     */
    RolesApi roles();
}
