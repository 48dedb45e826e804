package dev.pinwheel.etcd.tck.reference;

import dev.pinwheel.etcd.spi.TransportException;
import dev.pinwheel.etcd.spi.TransportException.Kind;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * What other threads may do to an exchange: give it demand, or end it early. The exchange's own thread waits here, and
 * is woken (T3.4, T4.1, T4.2).
 *
 * <p>The first early end counts, and closes the connection that is in use.
 */
final class Ending {
    private final Flaws flaws;

    // All guarded by this.
    private long demand;
    private Phase phase = Phase.QUEUED;
    private @Nullable SocketChannel inUse;
    private @Nullable TransportException early;
    private boolean over;
    private boolean sparing;

    Ending(Flaws flaws) {
        this.flaws = flaws;
    }

    synchronized void demand(long chunks) {
        if (flaws.has(Flaw.FORGETS_EARLIER_DEMAND)) {
            demand = chunks;
        } else if (flaws.has(Flaw.LETS_DEMAND_OVERFLOW)) {
            demand += chunks;
        } else {
            demand = demand + chunks < 0 ? Long.MAX_VALUE : demand + chunks;
        }
        notifyAll();
    }

    /** Waits for demand. */
    synchronized void awaitDemand() throws EndedEarly, InterruptedException {
        while (demand <= 0 && early == null) {
            wait();
        }
        check();
    }

    /** Waits for demand, and takes one off it. */
    synchronized void takeDemand() throws EndedEarly, InterruptedException {
        awaitDemand();
        if (demand != Long.MAX_VALUE) {
            demand--;
        }
    }

    /** Waits for something that another thread does. */
    @SuppressWarnings("FutureReturnValueIgnored") // It only wakes this thread, which asks the future itself.
    <T> T await(CompletableFuture<T> future) throws EndedEarly, InterruptedException, ExecutionException {
        future.whenComplete((value, failure) -> wake());
        synchronized (this) {
            while (!future.isDone() && early == null) {
                wait();
            }
            check();
        }
        return future.get();
    }

    private synchronized void wake() {
        notifyAll();
    }

    synchronized Phase phase() {
        return phase;
    }

    /** The exchange has come so far. */
    synchronized void enter(Phase next) throws EndedEarly {
        phase = next;
        check();
    }

    /** From now on an early end closes this connection. */
    synchronized void use(SocketChannel channel) throws EndedEarly {
        inUse = channel;
        check();
    }

    synchronized boolean isEarly() {
        return early != null;
    }

    synchronized void check() throws EndedEarly {
        if (early != null) {
            throw new EndedEarly();
        }
    }

    /** Ends the exchange, unless it has ended; never waits. */
    synchronized void early(TransportException how) {
        if (over || early != null) {
            if (over && flaws.has(Flaw.CANCELS_AFTER_THE_END) && inUse != null) {
                Dialer.closeQuietly(inUse);
            }
            return;
        }
        early = how;
        notifyAll();
        if (inUse != null) {
            abandon(inUse);
        }
    }

    private void abandon(SocketChannel channel) {
        if (!isSparing()) {
            Dialer.closeQuietly(channel);
        }
    }

    synchronized boolean isCancelled() {
        return early != null && early.kind() == Kind.CANCELLED;
    }

    /** Whether cancel stops the reading and leaves the connection as it is. */
    synchronized void spare(boolean spares) {
        sparing = spares;
    }

    synchronized boolean isSparing() {
        return sparing && isCancelled() && phase == Phase.WAITING;
    }

    synchronized boolean isUnlimited() {
        return demand == Long.MAX_VALUE;
    }

    synchronized void awaitOver() {
        try {
            while (!over) {
                wait();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The connect deadline has passed. */
    synchronized void connectDeadline() {
        if (phase.isDialling()) {
            early(new TransportException(Kind.CONNECT_TIMEOUT, true, "no connection within the connect timeout", null));
        }
    }

    /** Decides for completion: from now on nothing can end the exchange early. */
    synchronized void finish() throws EndedEarly {
        check();
        over = true;
        if (!flaws.has(Flaw.CANCELS_AFTER_THE_END)) {
            inUse = null;
        }
    }

    /** Decides for failure, which an early end may have done before. */
    synchronized Optional<TransportException> fail() {
        over = true;
        notifyAll();
        inUse = null;
        return Optional.ofNullable(early);
    }
}
