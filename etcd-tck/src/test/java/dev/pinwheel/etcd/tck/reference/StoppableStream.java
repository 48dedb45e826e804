package dev.pinwheel.etcd.tck.reference;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** Lets a read be given up without closing the connection. */
final class StoppableStream extends FilterInputStream {
    private static final int LOOK_EVERY_MILLIS = 10;

    private final SocketChannel channel;
    private @Nullable Ending ending;

    StoppableStream(InputStream in, SocketChannel channel) {
        super(in);
        this.channel = channel;
    }

    /** From now on reads are given up when this exchange is ended early. */
    void readFor(Ending next) {
        ending = next;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        while (in.available() == 0 && !hasNews()) {
            if (ending != null && ending.isEarly()) {
                throw new InterruptedIOException("the exchange was ended early");
            }
        }
        return in.read(bytes, offset, length);
    }

    private boolean hasNews() throws IOException {
        try (Selector selector = Selector.open()) {
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
            return selector.select(LOOK_EVERY_MILLIS) > 0;
        } finally {
            channel.configureBlocking(true);
        }
    }
}
