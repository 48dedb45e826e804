package dev.pinwheel.etcd.embedded.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** The bytes as they are. */
final class PlainWire implements Wire {
    private final SocketChannel channel;
    private boolean blocked;

    PlainWire(SocketChannel channel) {
        this.channel = channel;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        return channel.read(into);
    }

    @Override
    public boolean hasMore() {
        return false;
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
        channel.write(bytes);
        blocked = bytes.hasRemaining();
    }

    @Override
    public void flush() {
        // Takes no more than the socket does.
    }

    @Override
    public boolean isBlocked() {
        return blocked;
    }

    @Override
    public void endOutput() throws IOException {
        channel.shutdownOutput();
    }
}
