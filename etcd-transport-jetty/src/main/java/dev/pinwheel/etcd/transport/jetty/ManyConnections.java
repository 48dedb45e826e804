package dev.pinwheel.etcd.transport.jetty;

import org.eclipse.jetty.client.AbstractConnectionPool;
import org.eclipse.jetty.client.Destination;

/**
 * The HTTP/1.1 connections to one endpoint, however many: a watch takes one of them for as long as it is open (W10).
 *
 * <p>Jetty's own looks at one connection after the other for an idle one, and copies their list for each new one: a
 * thousand that are in use then cost every request, and ten thousand are more work than the exchanges themselves.
 */
final class ManyConnections extends AbstractConnectionPool {

    /** To one destination, so many at the most. */
    ManyConnections(Destination destination, int most) {
        super(destination, () -> new IdleStack<>(most), 1);
    }
}
