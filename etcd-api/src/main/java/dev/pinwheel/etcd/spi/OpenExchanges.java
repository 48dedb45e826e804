package dev.pinwheel.etcd.spi;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * The exchanges of one transport that have not ended; lets an adapter close them all (T4.6), also on stacks whose own
 * close completes nothing.
 *
 * <p>Safe for use by many threads.
 */
public final class OpenExchanges {
    private final Set<SerialExchange> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** Starts with none. */
    public OpenExchanges() {
        // Nothing to prepare.
    }

    /**
     * Begins an exchange: signals {@link ResponseListener#onStart} on this thread (T2.1).
     *
     * @param listener who is told of it
     * @return the exchange, to be sent and then {@linkplain SerialExchange#attach attached}; or empty when it has ended
     *     already, because these exchanges are closed or the listener wants no more: then nothing must be sent
     * @throws NullPointerException if the listener is null
     */
    public Optional<SerialExchange> start(ResponseListener listener) {
        return start(listener, Runnable::run);
    }

    /**
     * Begins an exchange whose signals are all given in tasks of {@code signals}, except those that come before this
     * method returns; for adapters that keep an exchange on one thread, such as its caller's (T2.8).
     *
     * @param listener who is told of it
     * @param signals runs every task it is given, at once or later; never two of one exchange at a time
     * @return the exchange, or empty when it has ended already, as with {@link #start(ResponseListener)}
     * @throws NullPointerException if an argument is null
     */
    public Optional<SerialExchange> start(ResponseListener listener, Executor signals) {
        requireNonNull(signals, "signals");
        SerialExchange exchange = new SerialExchange(requireNonNull(listener, "listener"), signals, open::remove);
        open.add(exchange);
        if (closed) {
            exchange.close();
        }
        return exchange.start(listener) ? Optional.of(exchange) : Optional.empty();
    }

    /**
     * Ends all exchanges, and those that are begun later at once, with {@link TransportException.Kind#CLOSED}; may be
     * called more than once.
     */
    public void close() {
        closed = true;
        open.forEach(SerialExchange::close);
    }
}
