package dev.pinwheel.etcd.auth;

import dev.pinwheel.etcd.ContextException;
import dev.pinwheel.etcd.EtcdClient;
import dev.pinwheel.etcd.EtcdException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Switches authentication on and off, and leads to the users and roles, without blocking the caller: {@link AuthApi}
 * with futures.
 *
 * <p>A future fails with what the method of {@link AuthApi} would throw, an {@link EtcdException}; {@code join} and
 * dependent futures wrap it in a {@link CompletionException}, as always. Wrong arguments and a closed client are thrown
 * at once by the method itself (E8). Cancelling a future, or one that is derived from it, aborts the exchange (TC6); a
 * change may have been applied all the same. Futures complete on the executor that
 * {@link EtcdClient.Builder#callbackExecutor} names.
 *
 * <p>Closing the client fails all futures with a {@link ContextException}. Safe for use by many threads.
 */
public interface AsyncAuthApi {

    /**
     * As {@link AuthApi#isEnabled}.
     *
     * @return true if it is
     * @throws IllegalStateException if the client is closed
     */
    CompletableFuture<Boolean> isEnabled();

    /**
     * As {@link AuthApi#enable}.
     *
     * @return completes when it is done
     * @throws IllegalStateException if the client is closed
     */
    CompletableFuture<Void> enable();

    /**
     * As {@link AuthApi#disable}.
     *
     * @return completes when it is done
     * @throws IllegalStateException if the client is closed
     */
    CompletableFuture<Void> disable();

    /**
     * The users.
     *
     * @return an API on this client
     */
    AsyncUsersApi users();

    /**
     * The roles.
     *
     * @return an API on this client
     */
    AsyncRolesApi roles();
}
