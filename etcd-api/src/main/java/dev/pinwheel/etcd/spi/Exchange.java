package dev.pinwheel.etcd.spi;

/**
 * The listener's handle on one exchange: how much it can take, and that it wants no more.
 *
 * <p>Both methods may be called from any thread, inside any callback, at any time from {@link ResponseListener#onStart}
 * on; after the end they do nothing.
 */
public interface Exchange {

    /**
     * Allows that many more calls of {@link ResponseListener#onData}; demands add up, and {@link Long#MAX_VALUE} means
     * without limit (T3.4).
     *
     * @param chunks at least 1; anything less ends the exchange with {@link TransportException.Kind#LISTENER} (T3.5)
     */
    void request(long chunks);

    /**
     * Ends the exchange: its terminal signal follows within a second, and a server that has seen a byte of the request
     * sees the end of it too (T4.1 to T4.3).
     */
    void cancel();
}
