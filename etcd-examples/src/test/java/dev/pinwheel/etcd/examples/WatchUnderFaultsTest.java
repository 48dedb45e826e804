package dev.pinwheel.etcd.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinwheel.etcd.EtcdClient;
import dev.pinwheel.etcd.embedded.EmbeddedEtcd;
import dev.pinwheel.etcd.embedded.EmbeddedMember;
import dev.pinwheel.etcd.keys.OnGap;
import dev.pinwheel.etcd.keys.WatchOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fifty watches on embedded members that are killed and paused at random, while a writer goes on. */
@Timeout(120)
class WatchUnderFaultsTest {
    private static final int WRITES = 900; // Fewer than the servers remember, so that there is no excuse for a gap.
    private static final int EVERY = 60;

    private final EmbeddedEtcd cluster = EmbeddedEtcd.start(3);
    private final Random random = new Random(7);
    private EmbeddedMember down = cluster.members().get(0);
    private Runnable mend = () -> {};

    /** What is done to one member at a time. */
    enum Fault {
        NOTHING,
        KILL,
        PAUSE
    }

    @ParameterizedTest
    @CsvSource({"jetty, NOTHING", "jetty, KILL", "jetty, PAUSE"})
    void W1_nothingIsLost_andNothingComesTwice(String transport, Fault fault) throws Exception {
        try (cluster;
                EtcdClient writing = client(transport);
                EtcdClient watching = client(transport)) {
            long start = writing.keys().set("/w/k0", "first").index();
            List<WatchLog> logs = watches(watching, WatchOptions.after(start).withOnGap(OnGap.RESYNC));
            WatchWriter writer = new WatchWriter(writing, "/w");

            writer.write(WRITES, faults(fault));
            mend.run();
            writer.finish();
            CompletableFuture.allOf(logs.stream().map(WatchLog::done).toArray(CompletableFuture<?>[]::new))
                    .get(60, TimeUnit.SECONDS);

            System.out.printf(
                    "%s, %s: %d written, %d unknown; 50 watches: %d delivered, %d gaps%n",
                    transport,
                    fault,
                    writer.written().size(),
                    writer.unknown(),
                    logs.stream().mapToInt(log -> log.events().size()).sum(),
                    logs.stream().mapToLong(WatchLog::gaps).sum());
            assertThat(logs).allSatisfy(log -> {
                log.verify(upToTheLast(writer.written(), log));
                assertThat(log.gaps()).as("gaps of " + log.key()).isZero();
            });
        }
    }

    /** A watch of all keys is over when it sees the first "last". */
    private static List<WatchLog.Written> upToTheLast(List<WatchLog.Written> written, WatchLog log) {
        long seen = log.events().get(log.events().size() - 1).index();
        return written.stream().filter(one -> one.index() <= seen).toList();
    }

    private static List<WatchLog> watches(EtcdClient etcd, WatchOptions options) {
        List<WatchLog> logs = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String key = "/w/k" + i % WatchWriter.KEYS;
            logs.add(WatchLog.of(key, etcd.keys().watcher(key, options)));
            logs.add(WatchLog.of("/w", etcd.keys().watcher("/w", options.withRecursive())));
        }
        for (int i = 0; i < 10; i++) {
            logs.add(WatchLog.of("/w", etcd.async().keys().watch("/w", options.withRecursive())));
        }
        return logs;
    }

    private IntConsumer faults(Fault fault) {
        return count -> {
            if (fault != Fault.NOTHING && count % EVERY == EVERY - 1) {
                mend.run();
                down = cluster.members().get(random.nextInt(3));
                if (fault == Fault.KILL) {
                    down.kill();
                    mend = down::restart;
                } else {
                    down.pause();
                    mend = down::resume;
                }
            }
        };
    }

    private EtcdClient client(String transport) {
        assertThat(cluster.members()).hasSize(3);
        return EtcdClient.builder()
                .transport(transport)
                .endpoints(cluster.endpoints())
                .headerTimeout(Duration.ofMillis(300))
                .build();
    }
}
