package dev.pinwheel.etcd.transport.jetty;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pinwheel.etcd.spi.Exchange;
import dev.pinwheel.etcd.spi.ResponseHead;
import dev.pinwheel.etcd.spi.ResponseListener;
import dev.pinwheel.etcd.spi.TransportException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keeps what it is told, and notices signals that overlap or come after the end. */
final class RecordingListener implements ResponseListener {
    private static final int SAFETY_NET_SECONDS = 20;

    private final long demand;
    private volatile Consumer<String> hook = signal -> {};
    private final List<String> signals = new CopyOnWriteArrayList<>();
    private final List<String> violations = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final AtomicBoolean inside = new AtomicBoolean();
    private final CountDownLatch headed = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable Thread startThread;
    private volatile @Nullable Exchange exchange;
    private volatile @Nullable ResponseHead head;
    private volatile @Nullable TransportException failure;

    private RecordingListener(long demand) {
        this.demand = demand;
    }

    static RecordingListener unlimited() {
        return new RecordingListener(Long.MAX_VALUE);
    }

    static RecordingListener withoutDemand() {
        return new RecordingListener(0);
    }

    /** Runs {@code hook} with the name of each signal, inside it. */
    RecordingListener on(Consumer<String> hook) {
        this.hook = hook;
        return this;
    }

    @Override
    public void onStart(Exchange started) {
        exchange = started;
        startThread = Thread.currentThread();
        signal("start", () -> {
            if (demand > 0) {
                started.request(demand);
            }
        });
    }

    @Override
    public void onHeaders(ResponseHead arrived) {
        head = arrived;
        headed.countDown();
        signal("headers", () -> {});
    }

    @Override
    public void onData(ByteBuffer chunk) {
        if (chunk.remaining() < 1 || chunk.remaining() > 65_536) {
            violations.add("chunk of " + chunk.remaining());
        }
        byte[] bytes = new byte[chunk.remaining()];
        chunk.get(bytes);
        synchronized (body) {
            body.writeBytes(bytes);
        }
        signal("data", () -> {});
    }

    @Override
    public void onComplete() {
        signal("complete", () -> {});
    }

    @Override
    public void onFailure(TransportException why) {
        failure = why;
        signal("failure", () -> {});
    }

    private void signal(String name, Runnable inner) {
        if (!inside.compareAndSet(false, true)) {
            violations.add(name + " overlaps another signal");
        }
        if (ended.getCount() == 0) {
            violations.add(name + " after the end");
        }
        signals.add(name);
        try {
            inner.run();
            hook.accept(name);
        } finally {
            inside.set(false);
            if (name.equals("complete") || name.equals("failure")) {
                ended.countDown();
            }
        }
    }

    Exchange exchange() {
        return requireNonNull(exchange, "no onStart");
    }

    Thread startThread() {
        return requireNonNull(startThread, "no onStart");
    }

    /** The signals so far, with runs of data as one. */
    String story() {
        return String.join(" ", signals).replaceAll("data( data)+", "data");
    }

    long chunks() {
        return signals.stream().filter("data"::equals).count();
    }

    String body() {
        synchronized (body) {
            return body.toString(ISO_8859_1);
        }
    }

    ResponseHead awaitHead() {
        await(headed, "no head");
        return requireNonNull(head);
    }

    boolean isEnded() {
        return ended.getCount() == 0;
    }

    boolean endsWithin(long seconds) throws InterruptedException {
        return ended.await(seconds, SECONDS);
    }

    RecordingListener awaitEnd() {
        await(ended, "no terminal signal");
        assertThat(violations).isEmpty();
        return this;
    }

    String awaitBody() {
        awaitEnd();
        assertThat(failure).isNull();
        assertThat(signals.get(signals.size() - 1)).isEqualTo("complete");
        return body();
    }

    TransportException awaitFailure() {
        awaitEnd();
        assertThat(story()).endsWith("failure");
        return requireNonNull(failure);
    }

    private void await(CountDownLatch latch, String otherwise) {
        try {
            assertThat(latch.await(SAFETY_NET_SECONDS, SECONDS))
                    .as(otherwise + " after " + story())
                    .isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
