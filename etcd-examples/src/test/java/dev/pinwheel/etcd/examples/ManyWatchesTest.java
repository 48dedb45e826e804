package dev.pinwheel.etcd.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pinwheel.etcd.EtcdClient;
import dev.pinwheel.etcd.embedded.EmbeddedEtcd;
import dev.pinwheel.etcd.keys.WatchEvent;
import dev.pinwheel.etcd.keys.WatchOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Very many watches in one client. Over http each has a connection, and both ends are in this process: 10,000 want
 * 20,000 file descriptors, so the ordinary run has fewer.
 */
@Timeout(300)
class ManyWatchesTest {
    private static final int WATCHES = Integer.getInteger("pinwheel.watches", 1_000);
    private static final int MOST_THREADS = 256; // As T7.2 has it; a transport may have a pool.
    private static final long MOST_HEAP = 256 * 1024; // Of client and server together.

    @ParameterizedTest
    @ValueSource(strings = "jetty")
    void W10_watchesTakeNoThreadEach_andLittleHeap(String transport) {
        try (EmbeddedEtcd cluster = EmbeddedEtcd.start(3);
                EtcdClient etcd = EtcdClient.builder()
                        .transport(transport)
                        .endpoints(cluster.endpoints())
                        .headerTimeout(Duration.ofSeconds(20))
                        .build()) {
            long start = etcd.keys().set("/many", "first").index();
            long heapBefore = usedHeap();

            AtomicInteger delivered = new AtomicInteger();
            List<One> watches = new ArrayList<>();
            Flow.Publisher<WatchEvent> publisher = etcd.async().keys().watch("/many", WatchOptions.after(start));
            for (int i = 0; i < WATCHES; i++) {
                One one = new One(delivered);
                publisher.subscribe(one);
                watches.add(one);
            }
            deliverToAll(etcd, delivered, WATCHES); // They are all open when they have heard of this.
            long begun = System.nanoTime();
            deliverToAll(etcd, delivered, 2 * WATCHES);
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            long threads = clientThreads();
            long heap = (usedHeap() - heapBefore) / WATCHES;

            System.out.printf(
                    "%s: %d watches, %d threads of the client, %d bytes of heap for each (with the server's side), one event to"
                            + " all in %d ms%n",
                    transport, WATCHES, threads, heap, took.toMillis());
            assertThat(threads).isLessThan(MOST_THREADS);
            assertThat(heap).isLessThan(MOST_HEAP);
            assertThat(watches).allMatch(one -> one.failure == null);
        }
    }

    private static void deliverToAll(EtcdClient etcd, AtomicInteger delivered, int expected) {
        etcd.keys().set("/many", "to all");
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> delivered.get() >= expected);
    }

    private static long clientThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("etcd-"))
                .count();
    }

    private static long usedHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** A subscriber that counts. */
    private static final class One implements Flow.Subscriber<WatchEvent> {
        private final AtomicInteger delivered;
        private volatile @Nullable Throwable failure;

        One(AtomicInteger delivered) {
            this.delivered = delivered;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(WatchEvent event) {
            delivered.incrementAndGet();
        }

        @Override
        public void onError(Throwable reason) {
            failure = reason;
        }

        @Override
        public void onComplete() {
            // Never.
        }
    }
}
