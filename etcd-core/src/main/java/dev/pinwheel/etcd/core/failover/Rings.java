package dev.pinwheel.etcd.core.failover;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** Where a client keeps its ring. Safe for use by many threads. */
public final class Rings {
    private final AtomicReference<EndpointRing> current;

    public Rings(EndpointRing first) {
        current = new AtomicReference<>(first);
    }

    /** The snapshot that a call starts from (F3). */
    public EndpointRing current() {
        return requireNonNull(current.get());
    }

    /**
     * Puts another ring in place of whatever is there, unless it has the same endpoints: then order and pin stay.
     *
     * @return whether there are other endpoints now
     */
    public boolean replace(EndpointRing next) {
        EndpointRing before = requireNonNull(current.getAndUpdate(now -> now.hasEndpointsOf(next) ? now : next));
        return !before.hasEndpointsOf(next);
    }

    /** Starts the ring from an endpoint, if that is in it. */
    public void pin(URI endpoint) {
        current.updateAndGet(now -> now.pinnedTo(endpoint));
    }

    /** Tries an endpoint last from now on, if it is in the ring (F13, F14). */
    public void suspect(URI endpoint) {
        current.updateAndGet(now -> now.suspecting(Set.of(endpoint)));
    }

    /** Tries an endpoint in its turn again; the pin stays (F13). */
    public void trust(URI endpoint) {
        current.updateAndGet(now -> now.trusting(endpoint));
    }

    /**
     * Applies the news of a call, unless the ring that it started from has been replaced or pinned elsewhere in the
     * meantime (F7).
     */
    @SuppressWarnings("ReferenceEquality") // A ring of which there is no news stays the very one that it is.
    public void report(EndpointRing startedFrom, UnaryOperator<EndpointRing> news) {
        EndpointRing now = current();
        while (now.isStill(startedFrom)) {
            EndpointRing next = news.apply(now);
            if (next == now || current.compareAndSet(now, next)) {
                return; // Most news is none, and a write of the same would take the ring from all other processors.
            }
            now = current();
        }
    }
}
