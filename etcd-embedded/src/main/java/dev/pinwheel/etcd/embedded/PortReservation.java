package dev.pinwheel.etcd.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;

/**
 * A loopback port that is ours although nobody listens there: connections are refused, and the system gives the port to
 * no one else.
 *
 * <p>It is held by a socket that is bound and neither connects nor listens.
 */
final class PortReservation implements AutoCloseable {
    private final SocketChannel holder;
    private final InetSocketAddress address;

    private PortReservation(SocketChannel holder, InetSocketAddress address) {
        this.holder = holder;
        this.address = address;
    }

    /** Reserves a port of the loopback interface; 0 stands for one that is free now. */
    static PortReservation of(int port) throws IOException {
        return of(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
    }

    static PortReservation of(InetSocketAddress address) throws IOException {
        SocketChannel holder = SocketChannel.open();
        try {
            // Connections that were just cut still linger on the port.
            holder.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            holder.bind(address);
            return new PortReservation(holder, (InetSocketAddress) holder.getLocalAddress());
        } catch (IOException | RuntimeException failure) {
            holder.close();
            throw failure;
        }
    }

    InetSocketAddress address() {
        return address;
    }

    @Override
    public void close() {
        try {
            holder.close();
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot release port " + address, failure);
        }
    }
}
