package dev.pinwheel.etcd.members;

import dev.pinwheel.etcd.ContextException;
import dev.pinwheel.etcd.EtcdClient;
import dev.pinwheel.etcd.EtcdException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Lists and changes the members of the cluster without blocking the caller: {@link MembersApi} with futures.
 *
 * <p>A future fails with what the method of {@link MembersApi} would throw, an {@link EtcdException}; {@code join} and
 * dependent futures wrap it in a {@link CompletionException}, as always. Wrong arguments and a closed client are thrown
 * at once by the method itself (E8). Cancelling a future, or one that is derived from it, aborts the exchange (TC6); a
 * change may have been applied all the same. Futures complete on the executor that
 * {@link EtcdClient.Builder#callbackExecutor} names.
 *
 * <p>Closing the client fails all futures with a {@link ContextException}. Safe for use by many threads.
 */
public interface AsyncMembersApi {

    /**
     * As {@link MembersApi#list}.
     *
     * @return the members
     * @throws IllegalStateException if the client is closed
     */
    CompletableFuture<List<Member>> list();

    /**
     * As {@link MembersApi#leader}.
     *
     * @return the member that leads
     * @throws IllegalStateException if the client is closed
     */
    CompletableFuture<Member> leader();

    /**
     * As {@link MembersApi#add}.
     *
     * @param peerUrls where the other members will reach it, at least one
     * @return the new member
     * @throws IllegalArgumentException if an argument cannot be sent (E6)
     * @throws IllegalStateException if the client is closed
     */
    CompletableFuture<Member> add(String... peerUrls);

    /**
     * As {@link MembersApi#update}.
     *
     * @param id the member's id, in hexadecimal
     * @param peerUrls all its peer URLs from now on, at least one
     * @return completes when it is done
     * @throws IllegalArgumentException if an argument cannot be sent (E6)
     * @throws IllegalStateException if the client is closed
     */
    CompletableFuture<Void> update(String id, String... peerUrls);

    /**
     * As {@link MembersApi#remove}.
     *
     * @param id the member's id, in hexadecimal
     * @return completes when it is done
     * @throws IllegalArgumentException if an argument cannot be sent (E6)
     * @throws IllegalStateException if the client is closed
     */
    CompletableFuture<Void> remove(String id);
}
