package dev.pinwheel.etcd.spi;

/**
 * One HTTP stack, ready to carry requests; made by a {@link TransportFactory}.
 *
 * <p>Every call is one request on the wire at the most (T6.1) and ends with exactly one terminal signal (T2.4).
 * Implementations are safe for use by many threads.
 */
public interface Transport extends AutoCloseable {

    /**
     * Starts an exchange and returns without waiting for network, name resolution or a free connection (T2.2).
     *
     * <p>The listener gets {@link ResponseListener#onStart} on the calling thread before this method returns (T2.1);
     * all that happens afterwards, failures included, is signalled to it.
     *
     * @param request what to send; its path, query and body go out verbatim (T6.2)
     * @param listener who is told of the response
     * @throws NullPointerException if an argument is null; nothing else is thrown
     */
    void execute(HttpRequest request, ResponseListener listener);

    /**
     * Runs an exchange on the calling thread and returns after its terminal signal; only for transports that declare
     * {@link Capability#CALLER_RUNS} (T2.8).
     *
     * <p>All signals come on the calling thread. {@link Exchange#cancel} from another thread, and interruption of the
     * caller, end the exchange within a second.
     *
     * @param request what to send
     * @param listener who is told of the response
     * @throws UnsupportedOperationException if the transport does not declare the capability
     * @throws NullPointerException if an argument is null
     */
    default void executeOnCaller(HttpRequest request, ResponseListener listener) {
        throw new UnsupportedOperationException(
                getClass().getName() + " does not declare " + Capability.CALLER_RUNS + ": call execute instead");
    }

    /**
     * Ends every exchange with {@link TransportException.Kind#CLOSED} within a second, closes every socket, and ends
     * the transport's threads within five (T4.6).
     *
     * <p>May be called more than once, and inside a callback. A later {@link #execute} gets {@code onStart} and then
     * {@code onFailure} with the kind CLOSED.
     */
    @Override
    void close();
}
