package dev.pinwheel.etcd.keys;

import dev.pinwheel.etcd.CallCancelledException;
import dev.pinwheel.etcd.EtcdException;
import dev.pinwheel.etcd.InvalidResponseException;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;

/**
 * Hands out every change of a key, or of all that is below it, once and in order, whatever endpoints fail; or says for
 * which indexes it cannot vouch (W1).
 *
 * <pre>{@code
 * try (Watcher watcher = keys.watcher("/services", WatchOptions.recursive())) {
 *     for (WatchEvent event : watcher) {
 *         …
 *     }
 * }
 * }</pre>
 *
 * <p>Endpoints that fail do not end a watch: it goes on at others, and waits while there is none. It is ended by
 *
 * <ul>
 *   <li>a {@link WatchGapException}, unless {@link OnGap#RESYNC} was asked for;
 *   <li>a {@link KeysException}, when etcd refuses, as it does when the right to read the key is gone;
 *   <li>an {@link InvalidResponseException}, when what answers time and again is not the etcd v2 API;
 *   <li>{@link #close()}.
 * </ul>
 *
 * <p>A consumer that is slow holds up its own watch only, and one that is slower for long than the store is changed
 * falls out of the servers' history: a gap.
 *
 * <p>Not safe for use by many threads, but any thread may call {@link #close()}.
 */
public interface Watcher extends Iterable<WatchEvent>, AutoCloseable {

    /**
     * Waits for the next event, for as long as it takes.
     *
     * @return the event
     * @throws EtcdException when the watch has ended, as the interface says: the same again at every later call.
     *     {@link CallCancelledException} when the thread was interrupted (its flag stays set, and the watch goes on:
     *     the next call loses nothing), and when the watcher or the client is closed meanwhile
     * @throws IllegalStateException if the watcher was closed before
     */
    WatchEvent next();

    /**
     * Waits for the next event for some time.
     *
     * @param atMost how long; zero for an event that is there already
     * @return the event, or empty if none came in time: nothing is lost by that
     * @throws EtcdException as {@link #next()} does
     * @throws IllegalArgumentException if the time is negative
     * @throws IllegalStateException if the watcher was closed before
     */
    Optional<WatchEvent> next(Duration atMost);

    /**
     * How far the watch has come with what it has handed out; moves on also while the key is quiet (W11).
     *
     * @return the position behind the last event that was handed out, or later when nothing that concerns the watch has
     *     happened since
     */
    WatchPosition position();

    /**
     * The events to come, for a {@code for} loop; every iterator goes on where the watcher is.
     *
     * @return an iterator without end: its {@code next()} is {@link #next()}, and its {@code hasNext()} is true until
     *     the watcher is closed
     */
    @Override
    Iterator<WatchEvent> iterator();

    /** Ends the watch and its exchange at once (W9); does nothing if it is closed. Safe to call from any thread. */
    @Override
    void close();
}
