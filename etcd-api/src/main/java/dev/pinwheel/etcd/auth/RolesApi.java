package dev.pinwheel.etcd.auth;

import dev.pinwheel.etcd.ClusterException;
import dev.pinwheel.etcd.ContextException;
import dev.pinwheel.etcd.EtcdException;
import dev.pinwheel.etcd.InvalidResponseException;
import java.util.List;

/**
 * Reads and changes the roles, blocking the caller.
 *
 * <p>Names may have any character of Unicode but a slash; a role whose name begins with an underscore is not listed.
 * The role "root" cannot be changed. Refused with an {@link IllegalArgumentException}, before anything is sent, are a
 * name that is empty, "." or "..", or has a slash, and an empty pattern: every request of a user with such a role would
 * crash (E6). How patterns work is told at {@link Permissions}.
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
public interface RolesApi {

    /**
     * The roles, sorted by name, "root" always among them.
     *
     * @return all roles whose names do not begin with an underscore
     * @throws EtcdException as the interface says
     */
    List<Role> list();

    /**
     * One role.
     *
     * @param name the role's name
     * @return the role
     * @throws EtcdException as the interface says; {@link AuthException#isRoleNotFound()} when there is none
     */
    Role get(String name);

    /**
     * Adds a role without permissions.
     *
     * @param name the role's name
     * @return the new role
     * @throws EtcdException as the interface says; {@link AuthException#isRoleExists()} when it is there already
     */
    default Role add(String name) {
        return add(name, Permissions.none());
    }

    /**
     * Adds a role.
     *
     * @param name the role's name
     * @param permissions what it allows
     * @return the new role
     * @throws EtcdException as the interface says; {@link AuthException#isRoleExists()} when it is there already
     */
    Role add(String name, Permissions permissions);

    /**
     * Removes a role; users who have been granted it keep its name.
     *
     * @param name the role's name
     * @throws EtcdException as the interface says; {@link AuthException#isRoleNotFound()} when there is none
     */
    void remove(String name);

    /**
     * Grants the same permission on several patterns.
     *
     * @param name the role's name
     * @param type reading, writing or both
     * @param patterns at least one, such as "/app/*"
     * @return the role with all its permissions
     * @throws EtcdException as for {@link #grant(String, Permissions)}
     */
    default Role grant(String name, PermissionType type, String... patterns) {
        return grant(name, Permissions.of(type, patterns));
    }

    /**
     * Grants permissions, all of them or none.
     *
     * @param name the role's name
     * @param permissions what to add, at least one pattern
     * @return the role with all its permissions
     * @throws EtcdException as the interface says; {@link AuthException#isRoleNotFound()} when there is no such role;
     *     the status is 409 when it has one of the permissions already
     */
    Role grant(String name, Permissions permissions);

    /**
     * Revokes the same permission on several patterns.
     *
     * @param name the role's name
     * @param type reading, writing or both
     * @param patterns at least one, exactly as they were granted
     * @return the role with the permissions that are left
     * @throws EtcdException as for {@link #revoke(String, Permissions)}
     */
    default Role revoke(String name, PermissionType type, String... patterns) {
        return revoke(name, Permissions.of(type, patterns));
    }

    /**
     * Revokes permissions; those that the role does not have are passed over.
     *
     * @param name the role's name
     * @param permissions what to take away, at least one pattern
     * @return the role with the permissions that are left
     * @throws EtcdException as the interface says; {@link AuthException#isRoleNotFound()} when there is no such role;
     *     the status is 400 when it has none of the permissions
     */
    Role revoke(String name, Permissions permissions);
}
