package dev.pinwheel.etcd.spi;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What only shows when two threads meet: many tries, each of which can fail. */
@Timeout(60)
class SerialExchangeRaceTest {
    private static final int CHUNKS = 300_000;

    @Test
    void T3_7_noChunkIsLost_whenItComesAtTheMomentAtWhichTheListenerAsksForMore() throws InterruptedException {
        Numbers listener = new Numbers();
        SerialExchange exchange = new OpenExchanges().start(listener).orElseThrow();
        Feeder feeder = new Feeder(exchange);
        Thread feeding = new Thread(feeder, "feeder");
        feeding.start();
        exchange.attach(feeder);
        exchange.headers(new ResponseHead(200, "HTTP/1.1", Headers.none()));

        while (!listener.isComplete.get()) {
            requireNonNull(listener.exchange).request(1);
        }
        feeding.join();

        assertThat(listener.seen).isEqualTo(IntStream.range(0, CHUNKS).boxed().toList());
    }

    /** Answers each read from a thread of its own with the next number. */
    private static final class Feeder implements SerialExchange.Stack, Runnable {
        private final SerialExchange exchange;
        private final Semaphore wanted = new Semaphore(0);

        Feeder(SerialExchange exchange) {
            this.exchange = exchange;
        }

        @Override
        public void read() {
            wanted.release();
        }

        @Override
        public void abort(TransportException reason) {
            exchange.fail(reason);
        }

        @Override
        public void run() {
            for (int i = 0; i < CHUNKS; i++) {
                while (!wanted.tryAcquire()) {
                    Thread.onSpinWait(); // To sleep would miss the moment.
                }
                exchange.data(ByteBuffer.allocate(Integer.BYTES).putInt(i).flip());
            }
            exchange.complete();
        }
    }

    private static final class Numbers implements ResponseListener {
        private final List<Integer> seen = new ArrayList<>();
        private final AtomicBoolean isComplete = new AtomicBoolean();
        private volatile @Nullable Exchange exchange;

        @Override
        public void onStart(Exchange started) {
            exchange = started;
        }

        @Override
        public void onHeaders(ResponseHead head) {
            // Of no interest.
        }

        @Override
        public void onData(ByteBuffer chunk) {
            seen.add(chunk.getInt());
        }

        @Override
        public void onComplete() {
            isComplete.set(true);
        }

        @Override
        public void onFailure(TransportException failure) {
            throw new AssertionError(failure);
        }
    }
}
