package dev.pinwheel.etcd.auth;

import dev.pinwheel.etcd.ContextException;
import dev.pinwheel.etcd.EtcdClient;
import dev.pinwheel.etcd.EtcdException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Reads and changes the users without blocking the caller: {@link UsersApi} with futures.
 *
 * <p>A future fails with what the method of {@link UsersApi} would throw, an {@link EtcdException}; {@code join} and
 * dependent futures wrap it in a {@link CompletionException}, as always. Wrong arguments and a closed client are thrown
 * at once by the method itself (E8). Cancelling a future, or one that is derived from it, aborts the exchange (TC6); a
 * change may have been applied all the same. Futures complete on the executor that
 * {@link EtcdClient.Builder#callbackExecutor} names.
 *
 * <p>Closing the client fails all futures with a {@link ContextException}. Safe for use by many threads.
 */
public interface AsyncUsersApi {

    /**
     * As {@link UsersApi#list}.
     *
     * @return the users
     * @throws IllegalStateException if the client is closed
     */
    CompletableFuture<List<User>> list();

    /**
     * As {@link UsersApi#get}.
     *
     * @param name the user's name
     * @return the user
     * @throws IllegalArgumentException if an argument cannot be sent (E6)
     * @throws IllegalStateException if the client is closed
     */
    CompletableFuture<User> get(String name);

    /**
     * As {@link UsersApi#add}.
     *
     * @param name the user's name
     * @param password the password, of 72 bytes in UTF-8 at the most
     * @param roles the names of the user's roles, perhaps none
     * @return the new user
     * @throws IllegalArgumentException if an argument cannot be sent (E6)
     * @throws IllegalStateException if the client is closed
     */
    CompletableFuture<User> add(String name, String password, String... roles);

    /**
     * As {@link UsersApi#remove}.
     *
     * @param name the user's name
     * @return completes when it is done
     * @throws IllegalArgumentException if an argument cannot be sent (E6)
     * @throws IllegalStateException if the client is closed
     */
    CompletableFuture<Void> remove(String name);

    /**
     * As {@link UsersApi#grant}.
     *
     * @param name the user's name
     * @param roles the names of the roles, at least one
     * @return the user with all roles
     * @throws IllegalArgumentException if an argument cannot be sent (E6)
     * @throws IllegalStateException if the client is closed
     */
    CompletableFuture<User> grant(String name, String... roles);

    /**
     * As {@link UsersApi#revoke}.
     *
     * @param name the user's name
     * @param roles the names of the roles, at least one
     * @return the user with the roles that are left
     * @throws IllegalArgumentException if an argument cannot be sent (E6)
     * @throws IllegalStateException if the client is closed
     */
    CompletableFuture<User> revoke(String name, String... roles);

    /**
     * As {@link UsersApi#changePassword}.
     *
     * @param name the user's name
     * @param password the password, of 72 bytes in UTF-8 at the most
     * @return the user
     * @throws IllegalArgumentException if an argument cannot be sent (E6)
     * @throws IllegalStateException if the client is closed
     */
    CompletableFuture<User> changePassword(String name, String password);
}
