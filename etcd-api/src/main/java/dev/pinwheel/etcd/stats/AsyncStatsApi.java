package dev.pinwheel.etcd.stats;

import dev.pinwheel.etcd.ContextException;
import dev.pinwheel.etcd.EtcdClient;
import dev.pinwheel.etcd.EtcdException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Reads what members count without blocking the caller: {@link StatsApi} with futures.
 *
 * <p>A future fails with what the method of {@link StatsApi} would throw, an {@link EtcdException}; {@code join} and
 * dependent futures wrap it in a {@link CompletionException}, as always. A closed client is thrown at once by the
 * method itself (E8). Cancelling a future, or one that is derived from it, aborts the exchange (TC6). Futures complete
 * on the executor that {@link EtcdClient.Builder#callbackExecutor} names.
 *
 * <p>Closing the client fails all futures with a {@link ContextException}. Safe for use by many threads.
 */
public interface AsyncStatsApi {

    /**
     * As {@link StatsApi#self}.
     *
     * @return the statistics of the member that answered
     * @throws IllegalStateException if the client is closed
     */
    CompletableFuture<SelfStats> self();

    /**
     * As {@link StatsApi#leader}.
     *
     * @return the statistics of the leader
     * @throws IllegalStateException if the client is closed
     */
    CompletableFuture<LeaderStats> leader();

    /**
     * As {@link StatsApi#store}.
     *
     * @return the statistics of the member that answered
     * @throws IllegalStateException if the client is closed
     */
    CompletableFuture<StoreStats> store();

    /**
     * As {@link StatsApi#at}.
     *
     * @param endpoint such as one of {@link EtcdClient#endpoints()}
     * @return a view of this API
     * @throws IllegalArgumentException if the endpoint is not usable (F1)
     */
    AsyncStatsApi at(URI endpoint);
}
