package dev.pinwheel.etcd.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pinwheel.etcd.EtcdClient;
import dev.pinwheel.etcd.keys.WatchEvent;
import dev.pinwheel.etcd.keys.WatchOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Very many watches in one client; the servers are another process. The ordinary run has fewer, as each watch takes a
 * file descriptor at both ends: {@code -Dpinwheel.watches=10000} wants {@code ulimit -n 11000}.
 */
@Timeout(300)
class ManyWatchesTest {
    private static final int WATCHES = Integer.getInteger("pinwheel.watches", 1_000);
    private static final int EVENTS = 5;
    private static final int MOST_THREADS = 256; // As T7.2 has it; a transport may have a pool.
    private static final long MOST_HEAP = 48 * 1024; // An exchange may take 32 KiB (T7.3), and the watch is more.

    @ParameterizedTest
    @ValueSource(strings = {"jetty", "apache"})
    void W10_watchesTakeNoThreadEach_andLittleHeap(String transport) {
        try (EmbeddedProcess servers = EmbeddedProcess.start(3);
                Members members = new Members(transport, servers.endpoints());
                EtcdClient etcd = EtcdClient.builder()
                        .transport(transport)
                        .endpoints(servers.endpoints())
                        .headerTimeout(Duration.ofSeconds(20))
                        // The subscribers do not block. By default each signal would start a thread where there are two
                        // processors or fewer, as CompletableFuture does.
                        .callbackExecutor(Runnable::run)
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
            List<Long> took = IntStream.rangeClosed(1, EVENTS)
                    .mapToObj(i ->
                            deliverToAll(etcd, members, delivered, i * WATCHES).toMillis())
                    .toList();
            members.awaitAllWatches();
            long threads = clientThreads();
            long heap = (usedHeap() - heapBefore) / WATCHES;

            System.out.printf(
                    "%s: %d watches, %d threads of the client, %d bytes of heap for each, one event to all in %s ms%n",
                    transport, WATCHES, threads, heap, took);
            assertThat(threads).isLessThan(MOST_THREADS);
            assertThat(heap).isLessThan(MOST_HEAP);
            assertThat(watches).allMatch(one -> one.failure == null);
        }
    }

    private static Duration deliverToAll(EtcdClient etcd, Members members, AtomicInteger delivered, int expected) {
        members.awaitAllWatches();
        long begun = System.nanoTime();
        etcd.keys().set("/many", "to all");
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> delivered.get() >= expected);
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private static long clientThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("etcd-"))
                .count();
    }

    private static long usedHeap() {
        System.gc();
        System.gc(); // What the first has found to be unused may keep more alive until it is cleaned up.
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** Counts the watches of each member, as a burst may leave them on several (F13); with clients of their own. */
    private record Members(List<EtcdClient> clients) implements AutoCloseable {
        Members(String transport, String... endpoints) {
            this(Arrays.stream(endpoints)
                    .map(one -> EtcdClient.builder()
                            .transport(transport)
                            .endpoints(one)
                            .build())
                    .toList());
        }

        void awaitAllWatches() {
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> clients.stream()
                                    .mapToLong(one -> one.stats().store().watchers())
                                    .sum()
                            >= WATCHES);
        }

        @Override
        public void close() {
            clients.forEach(EtcdClient::close);
        }
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
