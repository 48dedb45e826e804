package dev.pinwheel.etcd.embedded.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

/** The bytes in TLS. The handshake goes on with every read. */
final class TlsWire implements Wire {
    private static final byte HANDSHAKE_RECORD = 22;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

    private final SocketChannel channel;
    private final SSLEngine engine;
    private final ByteBuffer received;
    private ByteBuffer toSend;
    private boolean greeted;
    private boolean failed;
    private boolean hasMore;

    TlsWire(SocketChannel channel, SSLEngine engine) {
        this.channel = channel;
        this.engine = engine;
        int packet = engine.getSession().getPacketBufferSize();
        this.received = ByteBuffer.allocate(packet);
        this.toSend = ByteBuffer.allocate(packet).flip();
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        if (failed) {
            return channel.read(received.clear()) < 0 ? -1 : 0; // what it is does not matter any more
        }
        int before = into.position();
        int count;
        do {
            count = channel.read(received);
            decrypt(into);
        } while (count > 0 && !failed && !hasMore && !isBlocked());
        if (into.position() > before) {
            return into.position() - before;
        }
        return count < 0 || failed || engine.isInboundDone() ? -1 : 0;
    }

    @Override
    public boolean hasMore() {
        return hasMore;
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
        flush();
        while (!isBlocked() && bytes.hasRemaining() && !isAwaitingClient()) {
            if (engine.isOutboundDone()) {
                throw new IOException("ended by the client");
            }
            encrypt(bytes);
        }
    }

    @Override
    public void flush() throws IOException {
        if (toSend.hasRemaining()) {
            channel.write(toSend);
        }
    }

    @Override
    public boolean isBlocked() {
        return toSend.hasRemaining();
    }

    @Override
    public void endOutput() throws IOException {
        engine.closeOutbound();
        boolean more = true;
        while (more && !isBlocked() && !engine.isOutboundDone()) {
            more = encrypt(NOTHING);
        }
        channel.shutdownOutput();
    }

    private void decrypt(ByteBuffer into) throws IOException {
        hasMore = false;
        received.flip();
        try {
            requireTls();
            boolean more = true;
            while (more) {
                more = step(into);
            }
        } catch (SSLException failure) {
            // For us, the end of what comes. Closing at once could keep the client from reading why.
            failed = true;
            sendAlert();
        } finally {
            received.compact();
        }
    }

    /** Takes one step of the handshake or one record, and says whether another may follow. */
    private boolean step(ByteBuffer into) throws IOException {
        HandshakeStatus handshake = engine.getHandshakeStatus();
        if (handshake == HandshakeStatus.NEED_TASK) {
            runTasks();
            return true;
        }
        if (handshake == HandshakeStatus.NEED_WRAP) {
            flush();
            return !isBlocked() && !engine.isOutboundDone() && encrypt(NOTHING);
        }
        SSLEngineResult result = engine.unwrap(received, into);
        hasMore = result.getStatus() == Status.BUFFER_OVERFLOW;
        return result.getStatus() == Status.OK;
    }

    // A client that speaks cleartext is told nothing, as by etcd.
    private void requireTls() throws IOException {
        if (!greeted && received.hasRemaining()) {
            greeted = true;
            if (received.get(received.position()) != HANDSHAKE_RECORD) {
                throw new IOException("not TLS");
            }
        }
    }

    private void sendAlert() {
        try {
            boolean more = true;
            while (more && !isBlocked() && engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
                more = encrypt(NOTHING);
            }
        } catch (IOException gone) {
            // Then nobody needs to be told why.
        }
    }

    private void runTasks() {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
    }

    private boolean isAwaitingClient() {
        HandshakeStatus handshake = engine.getHandshakeStatus();
        return handshake == HandshakeStatus.NEED_UNWRAP || handshake == HandshakeStatus.NEED_TASK;
    }

    /** Encrypts one record, of which nothing may be left before, and says whether it is worth trying another. */
    private boolean encrypt(ByteBuffer bytes) throws IOException {
        SSLEngineResult result = wrap(bytes);
        if (result.getStatus() == Status.BUFFER_OVERFLOW) {
            toSend = ByteBuffer.allocate(2 * toSend.capacity()).flip();
            return true;
        }
        flush();
        return result.bytesProduced() > 0;
    }

    private SSLEngineResult wrap(ByteBuffer bytes) throws SSLException {
        toSend.clear();
        try {
            return engine.wrap(bytes, toSend);
        } finally {
            toSend.flip(); // nothing is in it after an exception
        }
    }
}
