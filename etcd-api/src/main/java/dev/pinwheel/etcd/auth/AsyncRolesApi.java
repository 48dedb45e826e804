package dev.pinwheel.etcd.auth;

import dev.pinwheel.etcd.ContextException;
import dev.pinwheel.etcd.EtcdClient;
import dev.pinwheel.etcd.EtcdException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Reads and changes the roles without blocking the caller: {@link RolesApi} with futures.
 *
 * <p>A future fails with what the method of {@link RolesApi} would throw, an {@link EtcdException}; {@code join} and
 * dependent futures wrap it in a {@link CompletionException}, as always. Wrong arguments and a closed client are thrown
 * at once by the method itself (E8). Cancelling a future, or one that is derived from it, aborts the exchange (TC6); a
 * change may have been applied all the same. Futures complete on the executor that
 * {@link EtcdClient.Builder#callbackExecutor} names.
 *
 * <p>Closing the client fails all futures with a {@link ContextException}. Safe for use by many threads.
 */
public interface AsyncRolesApi {

    /**
     * As {@link RolesApi#list}.
     *
     * @return the roles
     * @throws IllegalStateException if the client is closed
     */
    CompletableFuture<List<Role>> list();

    /**
     * As {@link RolesApi#get}.
     *
     * @param name the role's name
     * @return the role
     * @throws IllegalArgumentException if an argument cannot be sent (E6)
     * @throws IllegalStateException if the client is closed
     */
    CompletableFuture<Role> get(String name);

    /**
     * As {@link RolesApi#add(String)}.
     *
     * @param name the role's name
     * @return the new role
     * @throws IllegalArgumentException if an argument cannot be sent (E6)
     * @throws IllegalStateException if the client is closed
     */
    default CompletableFuture<Role> add(String name) {
        return add(name, Permissions.none());
    }

    /**
     * As {@link RolesApi#add(String, Permissions)}.
     *
     * @param name the role's name
     * @param permissions what it allows
     * @return the new role
     * @throws IllegalArgumentException if an argument cannot be sent (E6)
     * @throws IllegalStateException if the client is closed
     */
    CompletableFuture<Role> add(String name, Permissions permissions);

    /**
     * As {@link RolesApi#remove}.
     *
     * @param name the role's name
     * @return completes when it is done
     * @throws IllegalArgumentException if an argument cannot be sent (E6)
     * @throws IllegalStateException if the client is closed
     */
    CompletableFuture<Void> remove(String name);

    /**
     * As {@link RolesApi#grant(String, PermissionType, String...)}.
     *
     * @param name the role's name
     * @param type reading, writing or both
     * @param patterns at least one, such as "/app/*"
     * @return the role with all its permissions
     * @throws IllegalArgumentException if an argument cannot be sent (E6)
     * @throws IllegalStateException if the client is closed
     */
    default CompletableFuture<Role> grant(String name, PermissionType type, String... patterns) {
        return grant(name, Permissions.of(type, patterns));
    }

    /**
     * As {@link RolesApi#grant(String, Permissions)}.
     *
     * @param name the role's name
     * @param permissions what to add, at least one pattern
     * @return the role with all its permissions
     * @throws IllegalArgumentException if an argument cannot be sent (E6)
     * @throws IllegalStateException if the client is closed
     */
    CompletableFuture<Role> grant(String name, Permissions permissions);

    /**
     * As {@link RolesApi#revoke(String, PermissionType, String...)}.
     *
     * @param name the role's name
     * @param type reading, writing or both
     * @param patterns at least one, such as "/app/*"
     * @return the role with the permissions that are left
     * @throws IllegalArgumentException if an argument cannot be sent (E6)
     * @throws IllegalStateException if the client is closed
     */
    default CompletableFuture<Role> revoke(String name, PermissionType type, String... patterns) {
        return revoke(name, Permissions.of(type, patterns));
    }

    /**
     * As {@link RolesApi#revoke(String, Permissions)}.
     *
     * @param name the role's name
     * @param permissions what to take away, at least one pattern
     * @return the role with the permissions that are left
     * @throws IllegalArgumentException if an argument cannot be sent (E6)
     * @throws IllegalStateException if the client is closed
     */
    CompletableFuture<Role> revoke(String name, Permissions permissions);
}
