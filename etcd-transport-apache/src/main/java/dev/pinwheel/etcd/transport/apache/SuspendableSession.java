package dev.pinwheel.etcd.transport.apache;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SelectionKey;
import java.util.concurrent.locks.Lock;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.Command;
import org.apache.hc.core5.reactor.IOEventHandler;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.util.Timeout;

/**
 * A session that reads nothing while reading is suspended (T3.8).
 *
 * <p>HttpCore suspends by clearing the read event only, and its decoder of chunks, which looks for the next chunk as
 * long as the socket has bytes, reads on from within the current event: a fast server's 100 MB and more, all of which
 * the consumer is forced to take.
 */
final class SuspendableSession implements IOSession {
    private final IOSession session;
    private volatile boolean suspended;

    SuspendableSession(IOSession session) {
        this.session = session;
    }

    @Override
    public int read(ByteBuffer destination) throws IOException {
        return suspended ? 0 : session.read(destination);
    }

    @Override
    public void setEventMask(int mask) {
        suspended = (mask & SelectionKey.OP_READ) == 0;
        session.setEventMask(mask);
    }

    @Override
    public void setEvent(int event) {
        if ((event & SelectionKey.OP_READ) != 0) {
            suspended = false;
        }
        session.setEvent(event);
    }

    @Override
    public void clearEvent(int event) {
        if ((event & SelectionKey.OP_READ) != 0) {
            suspended = true;
        }
        session.clearEvent(event);
    }

    // All the rest is the session's own.

    @Override
    public int write(ByteBuffer source) throws IOException {
        return session.write(source);
    }

    @Override
    public int getEventMask() {
        return session.getEventMask();
    }

    @Override
    public IOEventHandler getHandler() {
        return session.getHandler();
    }

    @Override
    public void upgrade(IOEventHandler handler) {
        session.upgrade(handler);
    }

    @Override
    public Lock getLock() {
        return session.getLock();
    }

    @Override
    public void enqueue(Command command, Command.Priority priority) {
        session.enqueue(command, priority);
    }

    @Override
    public boolean hasCommands() {
        return session.hasCommands();
    }

    @Override
    public Command poll() {
        return session.poll();
    }

    @Override
    public ByteChannel channel() {
        return session.channel();
    }

    @Override
    public SocketAddress getRemoteAddress() {
        return session.getRemoteAddress();
    }

    @Override
    public SocketAddress getLocalAddress() {
        return session.getLocalAddress();
    }

    @Override
    public Status getStatus() {
        return session.getStatus();
    }

    @Override
    public Timeout getSocketTimeout() {
        return session.getSocketTimeout();
    }

    @Override
    public void setSocketTimeout(Timeout timeout) {
        session.setSocketTimeout(timeout);
    }

    @Override
    public long getLastReadTime() {
        return session.getLastReadTime();
    }

    @Override
    public long getLastWriteTime() {
        return session.getLastWriteTime();
    }

    @Override
    public long getLastEventTime() {
        return session.getLastEventTime();
    }

    @Override
    public void updateReadTime() {
        session.updateReadTime();
    }

    @Override
    public void updateWriteTime() {
        session.updateWriteTime();
    }

    @Override
    public String getId() {
        return session.getId();
    }

    @Override
    public boolean isOpen() {
        return session.isOpen();
    }

    @Override
    public void close() {
        session.close();
    }

    @Override
    public void close(CloseMode mode) {
        session.close(mode);
    }

    @Override
    public String toString() {
        return session.toString();
    }
}
