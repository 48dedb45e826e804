package dev.pinwheel.etcd.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pinwheel.etcd.EtcdClient;
import dev.pinwheel.etcd.keys.OnGap;
import dev.pinwheel.etcd.keys.WatchEvent;
import dev.pinwheel.etcd.keys.WatchOptions;
import dev.pinwheel.etcd.keys.Watcher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Watches on real etcd processes that are stopped, killed and started again, or that jump ahead by a snapshot. */
@Tag("real-etcd")
@Timeout(300)
class WatchOnRealEtcdTest {
    private static final int WRITES = Integer.getInteger("pinwheel.watch.writes", 2_000);
    private static final int EVERY = WRITES / 10;

    private Runnable mend = () -> {};

    @ParameterizedTest
    @ValueSource(strings = "jetty")
    void W1_nothingIsLost_whileMembersAreStoppedAndKilled(String transport) throws Exception {
        try (RealEtcd cluster = RealEtcd.start(3, "--enable-v2");
                EtcdClient writing = client(transport, cluster.endpoints());
                EtcdClient watching = client(transport, cluster.endpoints())) {
            long start = writing.keys().set("/w/k0", "first").index();
            WatchOptions options = WatchOptions.after(start).withOnGap(OnGap.RESYNC);
            List<WatchLog> logs = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                logs.add(WatchLog.of("/w/k" + i, watching.keys().watcher("/w/k" + i, options)));
                logs.add(WatchLog.of("/w", watching.keys().watcher("/w", options.withRecursive())));
                logs.add(WatchLog.of("/w", watching.async().keys().watch("/w", options.withRecursive())));
            }
            WatchWriter writer = new WatchWriter(writing, "/w");

            writer.write(WRITES, stopsAndAKill(cluster));
            mend.run();
            writer.finish();
            CompletableFuture.allOf(logs.stream().map(WatchLog::done).toArray(CompletableFuture<?>[]::new))
                    .get(60, TimeUnit.SECONDS);

            System.out.printf(
                    "real etcd, %s: %d written, %d unknown; %d watches: %d delivered, gaps %s%n",
                    transport,
                    writer.written().size(),
                    writer.unknown(),
                    logs.size(),
                    logs.stream().mapToInt(log -> log.events().size()).sum(),
                    logs.stream().map(WatchLog::gaps).toList());
            for (WatchLog log : logs) {
                long last = log.events().get(log.events().size() - 1).index();
                log.verify(writer.written().stream()
                        .filter(one -> one.index() <= last)
                        .toList());
            }
        }
    }

    /** One member at a time is stopped for a while; at the end one is killed for good. */
    private IntConsumer stopsAndAKill(RealEtcd cluster) {
        Random random = new Random(11);
        return count -> {
            if (count % EVERY == EVERY - 1) {
                mend.run();
                RealEtcd.Member down = cluster.members().get(random.nextInt(3));
                if (count + EVERY >= WRITES) {
                    down.kill();
                    mend = () -> {};
                } else {
                    down.pause();
                    mend = down::resume;
                }
            }
        };
    }

    @ParameterizedTest
    @ValueSource(strings = "jetty")
    void W3_whatAFollowerJumpsOverByASnapshot_isNotLostInSilence(String transport) {
        try (RealEtcd cluster = RealEtcd.start(3, "--enable-v2", "--snapshot-count=100");
                EtcdClient writing = client(transport, cluster.endpoints())) {
            writing.sync();
            RealEtcd.Member follower = cluster.members().stream()
                    .filter(member -> !isLeader(writing, member))
                    .findFirst()
                    .orElseThrow();
            List<String> others = cluster.members().stream()
                    .filter(member -> !member.equals(follower))
                    .map(member -> member.endpoint().toString())
                    .toList();
            try (EtcdClient majority = client(transport, others.toArray(String[]::new));
                    EtcdClient onFollower = EtcdClient.builder()
                            .transport(transport)
                            .endpoints(follower.endpoint().toString())
                            .headerTimeout(Duration.ofSeconds(2))
                            .build()) {
                WatchOptions resync = WatchOptions.after(
                                majority.keys().set("/trap", "first").index())
                        .withOnGap(OnGap.RESYNC);
                try (Watcher watcher = onFollower.keys().watcher("/trap", resync)) {
                    assertThat(watcher.next(Duration.ofSeconds(1))).isEmpty();
                    follower.pause();
                    for (int i = 0; i < 5_500; i++) {
                        majority.keys().set("/other/" + i % 50, "x");
                    }
                    long skipped = majority.keys().set("/trap", "skipped").index();
                    for (int i = 0; i < 500; i++) {
                        majority.keys().set("/other/" + i % 50, "x");
                    }
                    follower.resume();
                    await().atMost(Duration.ofSeconds(30))
                            .ignoreExceptions()
                            .until(() -> onFollower.keys().get("/other/0").index() >= skipped + 400);
                    long live = majority.keys().set("/trap", "live").index();

                    List<WatchEvent> events = new ArrayList<>();
                    do {
                        events.add(watcher.next(Duration.ofSeconds(60)).orElseThrow());
                    } while (events.get(events.size() - 1).index() < live);

                    System.out.printf(
                            "real etcd, %s, snapshot: skipped %d, live %d, handed out %s%n",
                            transport, skipped, live, events);
                    assertThat(events)
                            .as("the change that the snapshot skipped, or a gap around it")
                            .anyMatch(event -> event.index() == skipped
                                    || (event instanceof WatchEvent.Gap gap
                                            && gap.from() <= skipped
                                            && skipped <= gap.index()));
                }
            }
        }
    }

    private static boolean isLeader(EtcdClient etcd, RealEtcd.Member member) {
        return etcd.members().leader().clientUrls().contains(member.endpoint());
    }

    private static EtcdClient client(String transport, String... endpoints) {
        return EtcdClient.builder()
                .transport(transport)
                .endpoints(endpoints)
                .headerTimeout(Duration.ofSeconds(1))
                .build();
    }
}
