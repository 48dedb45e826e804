package dev.pinwheel.etcd.keys;

import dev.pinwheel.etcd.ContextException;
import dev.pinwheel.etcd.EtcdClient;
import dev.pinwheel.etcd.EtcdException;
import dev.pinwheel.etcd.InvalidResponseException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow;

/**
 * Reads and writes keys without blocking the caller: {@link KeysApi} with futures.
 *
 * <pre>{@code
 * CompletableFuture<String> value = etcd.async().keys().get("/foo").thenApply(got -> got.node().value());
 * value.cancel(true); // aborts the request too
 * }</pre>
 *
 * <p>A future fails with what the method of {@link KeysApi} would throw, an {@link EtcdException}; {@code join} and
 * dependent futures wrap it in a {@link CompletionException}, as always. Wrong arguments and a closed client are thrown
 * at once by the method itself (E8). Cancelling a future, or one that is derived from it, aborts the exchange (TC6); a
 * write may have been applied all the same. Futures complete on the executor that
 * {@link EtcdClient.Builder#callbackExecutor} names.
 *
 * <p>Closing the client fails all futures with a {@link ContextException}. Safe for use by many threads.
 */
public interface AsyncKeysApi {

    /**
     * As {@link KeysApi#get(String)}.
     *
     * @param key the path; "/" for the root
     * @return the node
     * @throws IllegalArgumentException if an argument cannot be sent (E6)
     * @throws IllegalStateException if the client is closed
     */
    default CompletableFuture<KeysResponse> get(String key) {
        return get(key, GetOptions.none());
    }

    /**
     * As {@link KeysApi#get(String, GetOptions)}.
     *
     * @param key the path; "/" for the root
     * @param options how
     * @return the node
     * @throws IllegalArgumentException if an argument cannot be sent (E6)
     * @throws IllegalStateException if the client is closed
     */
    CompletableFuture<KeysResponse> get(String key, GetOptions options);

    /**
     * As {@link KeysApi#set(String, String)}.
     *
     * @param key the path
     * @param value the value, perhaps empty
     * @return the node, and the one that was there before
     * @throws IllegalArgumentException if an argument cannot be sent (E6)
     * @throws IllegalStateException if the client is closed
     */
    default CompletableFuture<KeysResponse> set(String key, String value) {
        return set(key, value, SetOptions.none());
    }

    /**
     * As {@link KeysApi#set(String, String, SetOptions)}.
     *
     * @param key the path
     * @param value the value; empty for a directory and for a refresh
     * @param options how
     * @return the node, and the one that was there before
     * @throws IllegalArgumentException if an argument cannot be sent (E6)
     * @throws IllegalStateException if the client is closed
     */
    CompletableFuture<KeysResponse> set(String key, String value, SetOptions options);

    /**
     * As {@link KeysApi#create}.
     *
     * @param key the path
     * @param value the value, perhaps empty
     * @return the new node
     * @throws IllegalArgumentException if an argument cannot be sent (E6)
     * @throws IllegalStateException if the client is closed
     */
    default CompletableFuture<KeysResponse> create(String key, String value) {
        return set(key, value, SetOptions.prevExist(PrevExist.NO));
    }

    /**
     * As {@link KeysApi#update}.
     *
     * @param key the path
     * @param value the value, perhaps empty
     * @return the node, and the one that was there before
     * @throws IllegalArgumentException if an argument cannot be sent (E6)
     * @throws IllegalStateException if the client is closed
     */
    default CompletableFuture<KeysResponse> update(String key, String value) {
        return set(key, value, SetOptions.prevExist(PrevExist.YES));
    }

    /**
     * As {@link KeysApi#delete(String)}.
     *
     * @param key the path
     * @return the deletion
     * @throws IllegalArgumentException if an argument cannot be sent (E6)
     * @throws IllegalStateException if the client is closed
     */
    default CompletableFuture<KeysResponse> delete(String key) {
        return delete(key, DeleteOptions.none());
    }

    /**
     * As {@link KeysApi#delete(String, DeleteOptions)}.
     *
     * @param key the path
     * @param options what, and on which conditions
     * @return the deletion
     * @throws IllegalArgumentException if an argument cannot be sent (E6)
     * @throws IllegalStateException if the client is closed
     */
    CompletableFuture<KeysResponse> delete(String key, DeleteOptions options);

    /**
     * As {@link KeysApi#createInOrder(String, String)}.
     *
     * @param dir the directory, made if it is missing
     * @param value the value, perhaps empty
     * @return the new node
     * @throws IllegalArgumentException if an argument cannot be sent (E6)
     * @throws IllegalStateException if the client is closed
     */
    default CompletableFuture<KeysResponse> createInOrder(String dir, String value) {
        return createInOrder(dir, value, CreateInOrderOptions.none());
    }

    /**
     * As {@link KeysApi#createInOrder(String, String, CreateInOrderOptions)}.
     *
     * @param dir the directory, made if it is missing
     * @param value the value, perhaps empty
     * @param options how
     * @return the new node
     * @throws IllegalArgumentException if an argument cannot be sent (E6)
     * @throws IllegalStateException if the client is closed
     */
    CompletableFuture<KeysResponse> createInOrder(String dir, String value, CreateInOrderOptions options);

    /**
     * As {@link KeysApi#makeDir}.
     *
     * @param dir the path
     * @return the new directory
     * @throws IllegalArgumentException if an argument cannot be sent (E6)
     * @throws IllegalStateException if the client is closed
     */
    default CompletableFuture<KeysResponse> makeDir(String dir) {
        return set(dir, "", SetOptions.dir().withPrevExist(PrevExist.NO));
    }

    /**
     * As {@link KeysApi#refresh}.
     *
     * @param key the path
     * @param ttl the new time to live, above zero and 200 years at the most
     * @return the node with its new time to live
     * @throws IllegalArgumentException if an argument cannot be sent (E6)
     * @throws IllegalStateException if the client is closed
     */
    default CompletableFuture<KeysResponse> refresh(String key, Duration ttl) {
        return set(key, "", SetOptions.refresh(ttl));
    }

    /**
     * As {@link KeysApi#removeTtl}.
     *
     * @param key the path
     * @return the node without a time to live
     * @throws IllegalArgumentException if an argument cannot be sent (E6)
     * @throws IllegalStateException if the client is closed
     */
    CompletableFuture<KeysResponse> removeTtl(String key);

    /**
     * Watches a key from now on: {@link #watch(String, WatchOptions)} with {@link WatchOptions#none()}.
     *
     * @param key the path, which need not be there yet; "/" for the root
     * @return a publisher
     * @throws IllegalArgumentException if the key cannot be sent (E6)
     */
    default Flow.Publisher<WatchEvent> watch(String key) {
        return watch(key, WatchOptions.none());
    }

    /**
     * Watches a key, or all that is below it, and loses nothing, whatever endpoints fail (W1); each subscriber has a
     * watch of its own.
     *
     * <pre>{@code
     * etcd.async().keys().watch("/services", WatchOptions.recursive()).subscribe(subscriber);
     * }</pre>
     *
     * <p>Nothing is sent before somebody subscribes. A watch of the present then reads the key through consensus, and
     * begins behind that read, some time after {@code subscribe} has returned; to be certain of what it begins with,
     * give it a start. Of a client with a deadline, the deadline bounds that first read, and not the watch.
     *
     * <p>The watch asks the servers for an event only when one is demanded, and holds none back: a slow subscriber
     * holds up its own watch only (W8). Cancelling the subscription ends the exchange at once (W9). Signals come one at
     * a time on the executor that {@link EtcdClient.Builder#callbackExecutor} names, as the rules of reactive streams
     * say; a subscriber that throws has cancelled.
     *
     * <p>It never completes. {@code onError} gets
     *
     * <ul>
     *   <li>what {@link KeysApi#watcher(String, WatchOptions)} would throw, when the first read fails;
     *   <li>a {@link WatchGapException}, unless {@link OnGap#RESYNC} was asked for (W6);
     *   <li>a {@link KeysException} when etcd refuses, as it does when the right to read the key is gone;
     *   <li>an {@link InvalidResponseException} when what answers time and again is not the etcd v2 API;
     *   <li>a {@link ContextException} when the client is closed, and an {@link IllegalStateException} when it was
     *       before;
     *   <li>an {@link IllegalArgumentException} after a demand of less than one.
     * </ul>
     *
     * @param key the path, which need not be there yet; "/" for the root
     * @param options what to watch, from where on
     * @return a publisher; safe for use by many threads
     * @throws IllegalArgumentException if the key cannot be sent (E6)
     */
    Flow.Publisher<WatchEvent> watch(String key, WatchOptions options);

    /**
     * As {@link KeysApi#namespace}.
     *
     * @param dir the directory, which need not be there yet
     * @return a view of this API
     * @throws IllegalArgumentException if {@code dir} is no usable key (E6)
     */
    AsyncKeysApi namespace(String dir);
}
