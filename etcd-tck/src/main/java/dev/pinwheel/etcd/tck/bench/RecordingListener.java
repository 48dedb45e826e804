package dev.pinwheel.etcd.tck.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;

import dev.pinwheel.etcd.spi.Exchange;
import dev.pinwheel.etcd.spi.ResponseHead;
import dev.pinwheel.etcd.spi.ResponseListener;
import dev.pinwheel.etcd.spi.TransportException;
import dev.pinwheel.etcd.tck.rule.Rule;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Keeps what it is told, and notices signals that break the rules whatever the test is after. */
public final class RecordingListener implements ResponseListener {
    private static final int MAX_CHUNK = 65_536;

    private final long demand;
    private final Patience patience;
    private final Grammar grammar = new Grammar();
    private final Map<Signal, Runnable> hooks = new EnumMap<>(Signal.class);
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final List<ByteBuffer> chunks = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch headed = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable Exchange exchange;
    private volatile @Nullable ResponseHead head;
    private volatile @Nullable TransportException failure;

    private RecordingListener(long demand, Patience patience) {
        this.demand = demand;
        this.patience = patience;
    }

    /**
     * Asks for everything in onStart.
     *
     * @return the listener
     */
    public static RecordingListener unlimited() {
        return demanding(Long.MAX_VALUE, Patience.NORMAL);
    }

    /**
     * Asks for nothing; {@link #request} does.
     *
     * @return the listener
     */
    public static RecordingListener withoutDemand() {
        return demanding(0, Patience.NORMAL);
    }

    /**
     * Asks for so many chunks in onStart.
     *
     * @param demand how many; zero for none
     * @param patience how long its own waits take
     * @return the listener
     */
    public static RecordingListener demanding(long demand, Patience patience) {
        return new RecordingListener(demand, patience);
    }

    /**
     * Runs something inside a signal, also if it throws; to be called before the exchange begins.
     *
     * @param signal when
     * @param hook what
     * @return this listener
     */
    public RecordingListener on(Signal signal, Runnable hook) {
        hooks.put(signal, hook);
        return this;
    }

    @Override
    public void onStart(Exchange handle) {
        exchange = handle;
        signal(Signal.START, () -> {
            if (demand > 0) {
                request(demand);
            }
        });
    }

    @Override
    public void onHeaders(ResponseHead arrived) {
        head = arrived;
        headed.countDown();
        signal(Signal.HEADERS, () -> {});
    }

    @Override
    public void onData(ByteBuffer chunk) {
        int size = chunk.remaining();
        if (size < 1 || size > MAX_CHUNK) {
            grammar.violated(Rule.T3_6, "a chunk of " + size + " bytes");
        }
        byte[] bytes = new byte[size];
        chunk.duplicate().get(bytes);
        synchronized (body) {
            body.writeBytes(bytes);
        }
        chunks.add(chunk);
        signal(Signal.DATA, () -> {});
    }

    @Override
    public void onComplete() {
        signal(Signal.COMPLETE, () -> {});
    }

    @Override
    public void onFailure(TransportException why) {
        if (failure == null) {
            failure = why;
        }
        signal(Signal.FAILURE, () -> {});
    }

    private void signal(Signal signal, Runnable inner) {
        grammar.enter(signal);
        threads.add(Thread.currentThread());
        try {
            inner.run();
            hooks.getOrDefault(signal, () -> {}).run();
        } finally {
            grammar.leave();
            started.countDown();
            if (signal.isTerminal()) {
                ended.countDown();
            }
        }
    }

    /**
     * The handle on the exchange, for what {@link #request} and {@link #cancel} do not do.
     *
     * @return the handle that came with onStart
     */
    public Exchange exchange() {
        return requireNonNull(exchange, "no onStart");
    }

    /**
     * Asks for more, and keeps count.
     *
     * @param chunks see {@link Exchange#request}
     */
    public void request(long chunks) {
        grammar.requested(chunks);
        exchange().request(chunks);
    }

    /** Ends the exchange. */
    public void cancel() {
        exchange().cancel();
    }

    /**
     * The signals so far.
     *
     * @return in the order in which they began
     */
    public List<Signal> signals() {
        return grammar.signals();
    }

    /**
     * The threads of the signals so far.
     *
     * @return one for each signal
     */
    public List<Thread> threads() {
        return threads;
    }

    /**
     * The chunks so far, as they came; unlike {@link #body}, which was copied at once.
     *
     * @return unread
     */
    public List<ByteBuffer> chunks() {
        return chunks;
    }

    /**
     * What was noticed that no transport may do.
     *
     * @return empty for a sound transport
     */
    public List<Violation> violations() {
        return grammar.violations();
    }

    /**
     * The bytes so far.
     *
     * @return one character a byte
     */
    public String body() {
        synchronized (body) {
            return body.toString(ISO_8859_1);
        }
    }

    /**
     * Whether a terminal signal has come and returned.
     *
     * @return true at the end
     */
    public boolean isEnded() {
        return ended.getCount() == 0;
    }

    /**
     * Waits for the end, which may not come.
     *
     * @param time how long
     * @return whether it has come
     * @throws InterruptedException if the thread is interrupted
     */
    public boolean endsWithin(Duration time) throws InterruptedException {
        return ended.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    void awaitStart() throws InterruptedException {
        await(started, "onStart");
    }

    /**
     * Waits for the head.
     *
     * @return what onHeaders brought
     * @throws AssertionError if it does not come
     * @throws InterruptedException if the thread is interrupted
     */
    public ResponseHead awaitHead() throws InterruptedException {
        await(headed, "onHeaders");
        return requireNonNull(head);
    }

    /**
     * Waits for the end, however it ends.
     *
     * @throws AssertionError if it does not come
     * @throws InterruptedException if the thread is interrupted
     */
    public void awaitEnd() throws InterruptedException {
        await(ended, "a terminal signal");
    }

    /**
     * Waits for the end of a complete message.
     *
     * @return the whole body, one character a byte
     * @throws AssertionError if the exchange fails, or does not end
     * @throws InterruptedException if the thread is interrupted
     */
    public String awaitBody() throws InterruptedException {
        awaitEnd();
        if (failure != null) {
            throw new AssertionError("expected onComplete, but the exchange failed: " + failure, failure);
        }
        return body();
    }

    /**
     * Waits for the end of an exchange that fails.
     *
     * @return what onFailure brought
     * @throws AssertionError if the exchange completes, or does not end
     * @throws InterruptedException if the thread is interrupted
     */
    public TransportException awaitFailure() throws InterruptedException {
        awaitEnd();
        TransportException why = failure;
        if (why == null) {
            throw new AssertionError("expected onFailure, but the exchange completed: " + signals());
        }
        return why;
    }

    private void await(CountDownLatch latch, String what) throws InterruptedException {
        if (!latch.await(patience.limit().toNanos(), TimeUnit.NANOSECONDS)) {
            throw new AssertionError(
                    "no " + what + " within " + patience.limit().toSeconds() + " s; so far " + signals());
        }
    }
}
