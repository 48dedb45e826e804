package dev.pinwheel.etcd.embedded.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/**
 * The socket of one client: what goes in and out, and how it ends. All but the public methods on the server's thread.
 */
final class Connection implements ServerConnection, Selectable {
    // As long as Go: a socket closed with bytes unread is reset, and the reset overtakes the answer.
    private static final Duration LINGER = Duration.ofMillis(500);
    private static final long CONGESTED = 1 << 20;

    private final EventLoop loop;
    private final SocketChannel channel;
    private final InetSocketAddress client;
    private final SelectionKey key;
    private final Wire wire;
    private final ServerConfig config;
    private final Conversation conversation;
    private final Outbox outbox = new Outbox();
    private State state = State.OPEN;
    private Ration ration = Ration.unlimited();
    private boolean awaitsRation;
    private boolean reading = true;

    private enum State {
        OPEN,
        /** Sends what is left. */
        CLOSING,
        /** Has sent all, and drops what the client still sends. */
        LINGERING,
        CLOSED
    }

    Connection(EventLoop loop, SocketChannel channel, ServerConfig config, Handler handler) throws IOException {
        this.loop = loop;
        this.channel = channel;
        this.config = config;
        this.client = (InetSocketAddress) channel.getRemoteAddress();
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        this.wire = config.tls()
                .<Wire>map(tls -> new TlsWire(channel, tls.newEngine()))
                .orElseGet(() -> new PlainWire(channel));
        this.conversation = new Conversation(this, handler, config.newParser());
        this.key = loop.register(channel, SelectionKey.OP_READ, this);
        guarded(() -> handler.accepted(this));
    }

    @Override
    public InetSocketAddress client() {
        return client;
    }

    @Override
    public void writeRaw(byte[] bytes) {
        byte[] copy = bytes.clone();
        perform(() -> send(copy));
    }

    @Override
    public void stopReading() {
        perform(() -> reading = false);
    }

    @Override
    public void slowDown(int bytes, Duration interval) {
        Ration slow = Ration.of(bytes, interval);
        perform(() -> ration = slow);
    }

    @Override
    public void speedUp() {
        perform(() -> {
            ration = Ration.unlimited();
            flush();
        });
    }

    @Override
    public void reset() {
        perform(this::kill);
    }

    @Override
    public void close() {
        perform(() -> {
            if (state == State.OPEN) {
                state = State.CLOSING;
                conversation.end();
                flush();
            }
        });
    }

    @Override
    public void schedule(Duration delay, Runnable task) {
        loop.schedule(delay, task);
    }

    @Override
    public void ready() {
        perform(() -> {
            read();
            flush();
        });
    }

    @Override
    public void kill() {
        if (state != State.CLOSED) {
            state = State.CLOSED;
            outbox.clear();
            loop.closeWithReset(channel);
            conversation.end();
        }
    }

    EventLoop loop() {
        return loop;
    }

    boolean isOpen() {
        return state == State.OPEN;
    }

    boolean isCongested() {
        return outbox.size() > CONGESTED;
    }

    /** Runs a task on the server's thread, now or soon, unless the connection is closed by then. */
    void perform(Runnable task) {
        loop.run(() -> {
            if (state != State.CLOSED) {
                guarded(task);
            }
        });
    }

    void send(byte[] bytes) {
        send(bytes, () -> {});
    }

    /** Sends unless too much is waiting already. */
    void sendBounded(byte[] bytes, Runnable whenTaken) {
        send(bytes, whenTaken);
        if (outbox.size() > config.maxPendingBytes()) {
            kill();
        }
    }

    private void send(byte[] bytes, Runnable whenTaken) {
        if (state == State.OPEN) {
            outbox.add(bytes, whenTaken);
            flush();
        }
    }

    private void read() {
        try {
            boolean more = isReading();
            while (more) {
                ByteBuffer in = loop.scratch();
                int count = wire.read(in);
                take(in.flip(), count);
                more = wire.hasMore() && isReading();
            }
        } catch (IOException failure) {
            leave();
        }
    }

    private void take(ByteBuffer in, int count) {
        if (state == State.OPEN && count > 0) {
            conversation.receive(in);
        } else if (state == State.OPEN && count < 0) {
            conversation.endInput();
        } else if (state == State.LINGERING && count < 0) {
            leave();
        }
    }

    private void flush() {
        if (state == State.CLOSED) {
            return;
        }
        try {
            outbox.flush(wire, ration);
            awaitRation();
            if (state == State.CLOSING && outbox.isEmpty() && !wire.isBlocked()) {
                endOutput();
            }
        } catch (IOException failure) {
            leave();
        }
        conversation.proceed();
    }

    private void awaitRation() {
        if (ration.isUsedUp() && !outbox.isEmpty() && !awaitsRation) {
            awaitsRation = true;
            loop.schedule(
                    ration.interval(),
                    () -> perform(() -> {
                        awaitsRation = false;
                        ration.renew();
                        flush();
                    }));
        }
    }

    private void endOutput() throws IOException {
        wire.endOutput();
        state = State.LINGERING;
        loop.schedule(LINGER, this::leave);
    }

    /** Closes the socket. What the kernel has taken is still sent, unless the client is gone. */
    private void leave() {
        if (state != State.CLOSED) {
            state = State.CLOSED;
            outbox.clear();
            loop.close(channel);
            conversation.end();
        }
    }

    private boolean isReading() {
        return state == State.LINGERING || (state == State.OPEN && reading && !conversation.isFull());
    }

    private void updateInterest() {
        if (state != State.CLOSED) {
            int read = isReading() ? SelectionKey.OP_READ : 0;
            int write = wire.isBlocked() ? SelectionKey.OP_WRITE : 0;
            key.interestOps(read | write);
            if (isReading() && wire.hasMore()) {
                loop.schedule(Duration.ZERO, this::ready);
            }
        }
    }

    private void guarded(Runnable task) {
        try {
            task.run();
            updateInterest();
        } catch (RuntimeException failure) {
            loop.report(failure);
            kill();
        }
    }
}
