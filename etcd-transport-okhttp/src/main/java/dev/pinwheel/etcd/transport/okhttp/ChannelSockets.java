package dev.pinwheel.etcd.transport.okhttp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import javax.net.SocketFactory;

/**
 * Makes sockets on channels: an interrupt ends what they wait for (T2.8), and what the server does can be seen without
 * waiting. Closes all of them in the end, also one that is just then being connected, which OkHttp forgets (T4.6).
 */
final class ChannelSockets extends SocketFactory implements AutoCloseable {
    private final Set<SocketChannel> channels = Collections.newSetFromMap(new WeakHashMap<>()); // Guarded by this.
    private boolean closed;

    @Override
    public synchronized Socket createSocket() throws IOException {
        if (closed) {
            throw new SocketException("the transport was closed");
        }
        SocketChannel channel = SocketChannel.open();
        channels.add(channel);
        return channel.socket();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return createSocket(InetAddress.getByName(host), port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        Socket socket = createSocket();
        socket.connect(new InetSocketAddress(host, port));
        return socket;
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
        return createSocket(InetAddress.getByName(host), port, from, fromPort);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
        Socket socket = createSocket();
        socket.bind(new InetSocketAddress(from, fromPort));
        socket.connect(new InetSocketAddress(host, port));
        return socket;
    }

    @Override
    public void close() {
        for (SocketChannel channel : allOfThem()) {
            try {
                channel.close();
            } catch (IOException gone) {
                // As it should be.
            }
        }
    }

    private synchronized List<SocketChannel> allOfThem() {
        closed = true;
        return new ArrayList<>(channels);
    }
}
