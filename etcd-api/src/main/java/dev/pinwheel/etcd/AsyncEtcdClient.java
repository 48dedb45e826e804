package dev.pinwheel.etcd;

import dev.pinwheel.etcd.keys.AsyncKeysApi;
import java.time.Duration;

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
     * As {@link EtcdClient#withDeadline}: a view whose calls must each end within a time.
     *
     * @param deadline the most that one call may take, above zero
     * @return the view
     * @throws IllegalArgumentException if the deadline is not above zero
     */
    AsyncEtcdClient withDeadline(Duration deadline);
}
