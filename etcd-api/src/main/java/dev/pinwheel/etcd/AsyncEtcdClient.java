package dev.pinwheel.etcd;

import dev.pinwheel.etcd.auth.AsyncAuthApi;
import dev.pinwheel.etcd.keys.AsyncKeysApi;
import dev.pinwheel.etcd.members.AsyncMembersApi;
import dev.pinwheel.etcd.stats.AsyncStatsApi;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The face of an {@link EtcdClient} for callers that do not wait: the same calls with futures, on the same connections
 * and the same pin.
 *
 * <p>Got from {@link EtcdClient#async()}, and closed with that client. Safe for use by many threads.
 */
public interface AsyncEtcdClient {

    /**
     * The key space.
     *
     * @return an API on this client, cheap to get and safe to keep
     */
    AsyncKeysApi keys();

    /**
     * The key space of servers that have it at another path than "/v2/keys".
     *
     * @param path an absolute path, such as "/proxied/v2/keys"
     * @return an API on this client
     * @throws IllegalArgumentException if that is not an absolute path, or has a segment "." or ".."
     */
    AsyncKeysApi keysAt(String path);

    /**
     * The members of the cluster.
     *
     * @return an API on this client, cheap to get and safe to keep
     */
    AsyncMembersApi members();

    /**
     * Users, roles, and the switch of authentication.
     *
     * @return an API on this client, cheap to get and safe to keep
     */
    AsyncAuthApi auth();

    /**
     * What members count.
     *
     * @return an API on this client, cheap to get and safe to keep
     */
    AsyncStatsApi stats();

    /**
     * As {@link EtcdClient#version}.
     *
     * @return the versions of the member that answered and of the cluster
     * @throws IllegalStateException if the client is closed
     */
    CompletableFuture<Versions> version();

    /**
     * As {@link EtcdClient#call}.
     *
     * @param request what to send
     * @return the answer as it came, whatever its status: only 500 and above are failures
     * @throws IllegalArgumentException if the request line is too long for an endpoint (E6)
     * @throws IllegalStateException if the client is closed
     */
    CompletableFuture<RawResponse> call(RawRequest request);

    /**
     * As {@link EtcdClient#sync()}. Concurrent calls share one sync (C6), so cancelling one does not end it.
     *
     * @return the endpoints afterwards
     * @throws IllegalStateException if the client is closed
     */
    CompletableFuture<List<URI>> sync();

    /**
     * As {@link EtcdClient#health()}.
     *
     * @return what every endpoint says
     * @throws IllegalStateException if the client is closed
     */
    CompletableFuture<ClusterHealth> health();

    /**
     * As {@link EtcdClient#health(URI)}.
     *
     * @param endpoint an absolute http or https URI
     * @return what it says
     * @throws IllegalArgumentException if it is not a usable endpoint (F1)
     * @throws IllegalStateException if the client is closed
     */
    CompletableFuture<EndpointHealth> health(URI endpoint);

    /**
     * As {@link EtcdClient#withDeadline}: a view whose calls must each end within a time.
     *
     * @param deadline the most that one call may take, above zero
     * @return the view
     * @throws IllegalArgumentException if the deadline is not above zero
     */
    AsyncEtcdClient withDeadline(Duration deadline);
}
