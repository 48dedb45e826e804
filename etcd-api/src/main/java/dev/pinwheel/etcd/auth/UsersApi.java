package dev.pinwheel.etcd.auth;

import dev.pinwheel.etcd.ClusterException;
import dev.pinwheel.etcd.ContextException;
import dev.pinwheel.etcd.EtcdException;
import dev.pinwheel.etcd.InvalidResponseException;
import java.util.List;

/**
 * Reads and changes the users, blocking the caller.
 *
 * <p>Names may have any character of Unicode but a slash. A user whose name has a colon can never log in, and one whose
 * name begins with an underscore is not listed: that is how etcd is. Refused with an {@link IllegalArgumentException},
 * before anything is sent, are a name that is empty, "." or "..", or has a slash, and a password that is empty or
 * longer than the 72 bytes that etcd looks at (E6).
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
public interface UsersApi {

    /**
     * The users, sorted by name.
     *
     * @return all users whose names do not begin with an underscore
     * @throws EtcdException as the interface says
     */
    List<User> list();

    /**
     * One user.
     *
     * @param name the user's name
     * @return the user
     * @throws EtcdException as the interface says; {@link AuthException#isUserNotFound()} when there is none,
     *     {@link AuthException#isRoleNotFound()} when the user has been granted a role that does not exist
     */
    User get(String name);

    /**
     * Adds a user; one that is there stays as it is.
     *
     * <p>etcd has a call for this only with roles. Without any, its call would change the password of a user that is
     * there, so this looks first: of two clients that add the same user at the same moment both may succeed.
     *
     * @param name the user's name
     * @param password the password, of 72 bytes in UTF-8 at the most
     * @param roles the names of the user's roles, perhaps none; etcd does not look whether they exist. The user "root"
     *     always has the role "root"
     * @return the new user
     * @throws EtcdException as the interface says; {@link AuthException#isUserExists()} when the user is there already
     */
    User add(String name, String password, String... roles);

    /**
     * Removes a user.
     *
     * @param name the user's name
     * @throws EtcdException as the interface says; {@link AuthException#isUserNotFound()} when there is none. The user
     *     "root" stays while authentication is on
     */
    void remove(String name);

    /**
     * Grants roles to a user, all of them or none.
     *
     * @param name the user's name
     * @param roles the names of the roles, at least one; etcd does not look whether they exist
     * @return the user with all roles
     * @throws EtcdException as the interface says; {@link AuthException#isUserNotFound()} when there is no such user;
     *     the status is 409 when the user has one of the roles already
     */
    User grant(String name, String... roles);

    /**
     * Revokes roles of a user, all of them or none. The user "root" keeps the role "root" whatever the answer.
     *
     * @param name the user's name
     * @param roles the names of the roles, at least one
     * @return the user with the roles that are left
     * @throws EtcdException as the interface says; {@link AuthException#isUserNotFound()} when there is no such user;
     *     the status is 409 when the user does not have one of the roles
     */
    User revoke(String name, String... roles);

    /**
     * Changes the password of a user.
     *
     * <p>etcd's call would add a user that is missing, so this looks first.
     *
     * @param name the user's name
     * @param password the new password, of 72 bytes in UTF-8 at the most
     * @return the user
     * @throws EtcdException as the interface says; {@link AuthException#isUserNotFound()} when there is none
     */
    User changePassword(String name, String password);
}
