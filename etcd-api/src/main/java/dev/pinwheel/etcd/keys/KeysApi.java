package dev.pinwheel.etcd.keys;

import dev.pinwheel.etcd.ClusterException;
import dev.pinwheel.etcd.ContextException;
import dev.pinwheel.etcd.EtcdException;
import dev.pinwheel.etcd.InvalidResponseException;
import java.time.Duration;

/**
 * Reads and writes keys, blocking the caller; the heart of etcd's v2 API.
 *
 * <p>A key is a path: a missing slash at its beginning is added, and repeated slashes are one. Any character of Unicode
 * may stand in it, as in a value. What etcd cannot carry is refused with an {@link IllegalArgumentException} before
 * anything is sent (E6): a blank key, a segment "." or "..", an unpaired surrogate, and over http a key so long that
 * the request line exceeds 4,094 bytes.
 *
 * <p>Every method throws
 *
 * <ul>
 *   <li>{@link KeysException} when etcd refuses: see {@link KeysException#code()};
 *   <li>{@link ClusterException} when no endpoint answers. A read tries them all; a write that may have been received
 *       is never sent again, and the exception's outcome is UNKNOWN then (F5, F6);
 *   <li>{@link InvalidResponseException} when something answers that is not the etcd v2 API;
 *   <li>{@link ContextException} when the deadline passes, the thread is interrupted (its flag stays set), or the
 *       client is closed during the call;
 *   <li>{@link IllegalArgumentException} for arguments that cannot be sent, and {@link IllegalStateException} when the
 *       client is closed: at once, with nothing sent.
 * </ul>
 *
 * <p>Safe for use by many threads.
 */
public interface KeysApi {

    /**
     * Reads a file or lists a directory, one level deep and in random order.
     *
     * @param key the path; "/" for the root
     * @return the node
     * @throws EtcdException as the interface says; {@link KeysException#isKeyNotFound()} when nothing is there
     */
    default KeysResponse get(String key) {
        return get(key, GetOptions.none());
    }

    /**
     * Reads a file or lists a directory.
     *
     * @param key the path; "/" for the root
     * @param options how
     * @return the node
     * @throws EtcdException as the interface says; {@link KeysException#isKeyNotFound()} when nothing is there
     */
    KeysResponse get(String key, GetOptions options);

    /**
     * Writes a file, whether it is there or not, and makes the directories above it.
     *
     * @param key the path
     * @param value the value, perhaps empty
     * @return the node, and the one that was there before
     * @throws EtcdException as the interface says; {@link ErrorCode#NOT_A_FILE} when a directory is there
     */
    default KeysResponse set(String key, String value) {
        return set(key, value, SetOptions.none());
    }

    /**
     * Writes a file or makes a directory, on conditions, with a time to live.
     *
     * @param key the path
     * @param value the value; empty for a directory and for a refresh
     * @param options how
     * @return the node, and the one that was there before
     * @throws EtcdException as the interface says; {@link KeysException#isCompareFailed()},
     *     {@link KeysException#isNodeExists()} or {@link KeysException#isKeyNotFound()} when a condition is not met
     */
    KeysResponse set(String key, String value, SetOptions options);

    /**
     * Writes a file where nothing is yet.
     *
     * @param key the path
     * @param value the value, perhaps empty
     * @return the new node
     * @throws EtcdException as the interface says; {@link KeysException#isNodeExists()} when something is there
     */
    default KeysResponse create(String key, String value) {
        return set(key, value, SetOptions.prevExist(PrevExist.NO));
    }

    /**
     * Writes over a file that is there. Its time to live, if it had one, is gone: see {@link SetOptions#ttl()}.
     *
     * @param key the path
     * @param value the value, perhaps empty
     * @return the node, and the one that was there before
     * @throws EtcdException as the interface says; {@link KeysException#isKeyNotFound()} when nothing is there
     */
    default KeysResponse update(String key, String value) {
        return set(key, value, SetOptions.prevExist(PrevExist.YES));
    }

    /**
     * Deletes a file.
     *
     * @param key the path
     * @return the deletion; the value that was there is in {@link KeysResponse#prevNode()}
     * @throws EtcdException as the interface says; {@link KeysException#isKeyNotFound()} when nothing is there,
     *     {@link ErrorCode#NOT_A_FILE} when a directory is
     */
    default KeysResponse delete(String key) {
        return delete(key, DeleteOptions.none());
    }

    /**
     * Deletes a file or a directory, on conditions.
     *
     * @param key the path
     * @param options what, and on which conditions
     * @return the deletion; what was there is in {@link KeysResponse#prevNode()}
     * @throws EtcdException as the interface says; {@link KeysException#isCompareFailed()} when a condition is not met,
     *     {@link ErrorCode#DIRECTORY_NOT_EMPTY} when the directory has children
     */
    KeysResponse delete(String key, DeleteOptions options);

    /**
     * Creates a file with a new name, greater than all before, in a directory: a queue's entry, a ticket.
     *
     * @param dir the directory, made if it is missing
     * @param value the value, perhaps empty
     * @return the new node; its key ends in the index of this write, in 20 digits
     * @throws EtcdException as the interface says. After a {@link ClusterException} with the outcome UNKNOWN the entry
     *     may be there: list the directory before creating it again
     */
    default KeysResponse createInOrder(String dir, String value) {
        return createInOrder(dir, value, CreateInOrderOptions.none());
    }

    /**
     * Creates a file with a new name, greater than all before, in a directory.
     *
     * @param dir the directory, made if it is missing
     * @param value the value, perhaps empty
     * @param options how
     * @return the new node; its key ends in the index of this write, in 20 digits
     * @throws EtcdException as for {@link #createInOrder(String, String)}
     */
    KeysResponse createInOrder(String dir, String value, CreateInOrderOptions options);

    /**
     * Makes a directory where nothing is yet, and those above it.
     *
     * @param dir the path
     * @return the new directory
     * @throws EtcdException as the interface says; {@link KeysException#isNodeExists()} when something is there
     */
    default KeysResponse makeDir(String dir) {
        return set(dir, "", SetOptions.dir().withPrevExist(PrevExist.NO));
    }

    /**
     * Renews the time to live of a file or directory, and nothing else: the value stays, and no watcher is told.
     *
     * @param key the path
     * @param ttl the new time to live, above zero and 200 years at the most; sent in whole seconds, rounded up
     * @return the node with its new time to live
     * @throws EtcdException as the interface says; {@link KeysException#isKeyNotFound()} when nothing is there
     */
    default KeysResponse refresh(String key, Duration ttl) {
        return set(key, "", SetOptions.refresh(ttl));
    }

    /**
     * Takes the time to live from a file or directory, so that it never expires; the value stays.
     *
     * <p>etcd has no call for this: the node is read through consensus, and written again on the condition that it is
     * still the same, up to ten times while others change it. A deadline bounds all of that together.
     *
     * @param key the path
     * @return the node without a time to live; just the read when it had none
     * @throws EtcdException as the interface says; {@link KeysException#isKeyNotFound()} when nothing is there,
     *     {@link KeysException#isCompareFailed()} when others kept changing it
     */
    KeysResponse removeTtl(String key);

    /**
     * Watches a key from now on, and ends with an exception where it cannot vouch for what it hands out.
     *
     * <pre>{@code
     * try (Watcher watcher = keys.watcher("/config/flags")) {
     *     WatchEvent event = watcher.next(); // waits for the next change
     * }
     * }</pre>
     *
     * @param key the path, which need not be there yet; "/" for the root
     * @return a watcher, to be closed
     * @throws EtcdException as for {@link #watcher(String, WatchOptions)}
     */
    default Watcher watcher(String key) {
        return watcher(key, WatchOptions.none());
    }

    /**
     * Watches a key, or all that is below it, and loses nothing, whatever endpoints fail (W1).
     *
     * <pre>{@code
     * KeysResponse got = keys.get("/services", GetOptions.recursive());
     * try (Watcher watcher = keys.watcher("/services", WatchOptions.recursive().withAfter(got.index()))) {
     *     for (WatchEvent event : watcher) {
     *         …
     *     }
     * }
     * }</pre>
     *
     * <p>A watch of the present first reads the key through consensus, as this interface says of every read: all that
     * is changed after this method has returned is handed out (W2). A watch with a start sends nothing here. From then
     * on no failure of endpoints ends the watch; see {@link Watcher} for what does. Of a client with a deadline, the
     * deadline bounds that first read, and not the watch.
     *
     * <p>A watch costs an open exchange and no thread, on transports that need none for theirs (W10). It fetches one
     * event ahead of its consumer.
     *
     * @param key the path, which need not be there yet; "/" for the root
     * @param options what to watch, from where on
     * @return a watcher, to be closed; closing the client ends it, too
     * @throws EtcdException as the interface says, from the first read: {@link ClusterException} when no endpoint
     *     answers, {@link KeysException} when etcd refuses, {@link InvalidResponseException} when something else
     *     answers, {@link ContextException} when the deadline passes, the thread is interrupted or the client is closed
     */
    Watcher watcher(String key, WatchOptions options);

    /**
     * The part of the key space below a directory, as if that were all: keys are given without its path, and nodes come
     * back without it.
     *
     * <p>The detail of a {@link KeysException} is etcd's own and has the full path.
     *
     * @param dir the directory, which need not be there yet; relative to this view, if this is one
     * @return a view of this API
     * @throws IllegalArgumentException if {@code dir} is no usable key (E6)
     */
    KeysApi namespace(String dir);
}
