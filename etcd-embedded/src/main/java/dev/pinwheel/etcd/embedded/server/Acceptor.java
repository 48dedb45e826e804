package dev.pinwheel.etcd.embedded.server;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/** Takes new connections from the kernel. Used on the server's thread only. */
final class Acceptor implements Selectable {
    private static final Duration REST = Duration.ofMillis(50);

    private final EventLoop loop;
    private final ServerSocketChannel channel;
    private final SelectionKey key;
    private final ServerConfig config;
    private final Handler handler;

    Acceptor(EventLoop loop, ServerSocketChannel channel, ServerConfig config, Handler handler) throws IOException {
        this.loop = loop;
        this.channel = channel;
        this.config = config;
        this.handler = handler;
        this.key = loop.register(channel, SelectionKey.OP_ACCEPT, this);
    }

    @Override
    public void ready() {
        try {
            SocketChannel client = channel.accept();
            while (client != null) {
                welcome(client);
                // The server may have been stopped while its handler was told.
                client = channel.isOpen() ? channel.accept() : null;
            }
        } catch (IOException tooManyOpenFiles) {
            // The kernel would offer the same connection again at once, and for ever.
            key.interestOps(0);
            loop.schedule(REST, this::goOn);
        }
    }

    @Override
    public void kill() {
        loop.close(channel);
    }

    /** Accepts nobody from now on; who waits to be accepted is so first. */
    void close() {
        if (channel.isOpen()) {
            ready();
            loop.close(channel);
            loop.releaseClosed();
        }
    }

    private void goOn() {
        if (key.isValid()) {
            key.interestOps(SelectionKey.OP_ACCEPT);
        }
    }

    private void welcome(SocketChannel client) {
        try {
            client.configureBlocking(false);
            new Connection(loop, client, config, handler);
        } catch (IOException gone) {
            loop.close(client);
        }
    }
}
