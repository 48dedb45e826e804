package dev.pinwheel.etcd.spi;

import java.nio.ByteBuffer;

/**
 * Is told of one response: {@code onStart ( onHeaders onData* onComplete | (onHeaders onData*)? onFailure )} (T2.3).
 *
 * <p>The signals of one exchange come one after the other, each happens-before the next (T2.5). A listener never blocks
 * in a callback. If it throws from one that is not terminal, the exchange ends with
 * {@link TransportException.Kind#LISTENER} (T2.7).
 */
public interface ResponseListener {

    /**
     * The exchange exists; first signal, on the thread that called {@link Transport#execute}.
     *
     * @param exchange the handle for demand and cancellation
     */
    void onStart(Exchange exchange);

    /**
     * The final header block has arrived; needs no demand (T3.1).
     *
     * @param head status and headers; never a 1xx one (T3.2)
     */
    void onHeaders(ResponseHead head);

    /**
     * Some bytes of the body have arrived, against demand.
     *
     * @param chunk 1 to 65,536 bytes, which belong to the listener from now on (T3.6)
     */
    void onData(ByteBuffer chunk);

    /** The message is complete and all of it has been delivered (T3.10, T3.11); terminal. */
    void onComplete();

    /**
     * The exchange has failed, or has been ended; terminal.
     *
     * @param failure what happened, and whether the server can have seen the request
     */
    void onFailure(TransportException failure);
}
