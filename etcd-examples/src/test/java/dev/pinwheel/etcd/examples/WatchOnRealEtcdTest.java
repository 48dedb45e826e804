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
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Watches on real etcd processes that are stopped, killed and started again, or that jump ahead by a snapshot. A longer
 * run: {@code -Dpinwheel.watch.writes=10000 -Dpinwheel.watch.transports=jetty,apache,okhttp}.
 */
@Tag("real-etcd")
@Timeout(600)
class WatchOnRealEtcdTest {
    private static final int WRITES = Integer.getInteger("pinwheel.watch.writes", 800);
    private static final int FAULTS = Math.max(4, WRITES / 500);
    private static final int CLIENTS = 2;

    private final Random random = new Random(11);

    static List<String> transports() {
        return List.of(System.getProperty("pinwheel.watch.transports", "jetty").split(",", -1));
    }

    static Stream<Arguments> everyFault() {
        return transports().stream()
                .flatMap(transport -> Stream.of(RealFault.values()).map(fault -> Arguments.of(transport, fault)));
    }

    @ParameterizedTest
    @MethodSource("everyFault")
    void W1_nothingIsLost_whileMembersAreStruck(String transport, RealFault fault) {
        try (RealEtcd cluster = RealEtcd.start(3, "--enable-v2");
                WatchDrill drill = new WatchDrill(CLIENTS, seed -> client(transport, seed, cluster.endpoints()))) {

            drill.run(
                    FAULTS,
                    WRITES / FAULTS / 2,
                    () -> fault.strike(cluster.members().get(random.nextInt(3))));

            System.out.printf("real etcd, %s, %s, %s%n", transport, fault, drill);
            drill.verify();
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void W3_whatAFollowerJumpsOverByASnapshot_isNotLostInSilence(String transport) {
        try (RealEtcd cluster = RealEtcd.start(3, "--enable-v2", "--snapshot-count=100");
                EtcdClient writing = client(transport, 0, cluster.endpoints())) {
            writing.sync();
            RealEtcd.Member follower = cluster.members().stream()
                    .filter(member -> !isLeader(writing, member))
                    .findFirst()
                    .orElseThrow();
            List<String> others = cluster.members().stream()
                    .filter(member -> !member.equals(follower))
                    .map(member -> member.endpoint().toString())
                    .toList();
            try (EtcdClient majority = EtcdClient.builder()
                            .transport(transport)
                            .endpoints(others.toArray(String[]::new))
                            .headerTimeout(Duration.ofSeconds(10))
                            .build();
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
                    writeElsewhere(majority, 5_500); // More than the leader keeps for followers that lag.
                    long skipped = majority.keys().set("/trap", "skipped").index();
                    writeElsewhere(majority, 500);
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

    /** Fifty at a time, which etcd takes to disk together. */
    private static void writeElsewhere(EtcdClient etcd, int count) {
        for (int done = 0; done < count; done += 50) {
            CompletableFuture<?>[] fifty = IntStream.range(0, 50)
                    .mapToObj(i -> etcd.async().keys().set("/other/" + i, "x"))
                    .toArray(CompletableFuture<?>[]::new);
            CompletableFuture.allOf(fifty).join();
        }
    }

    private static boolean isLeader(EtcdClient etcd, RealEtcd.Member member) {
        return etcd.members().leader().clientUrls().contains(member.endpoint());
    }

    private static EtcdClient client(String transport, int seed, String... endpoints) {
        return EtcdClient.builder()
                .transport(transport)
                .endpoints(endpoints)
                .headerTimeout(Duration.ofSeconds(1))
                .random(new Random(seed))
                .build();
    }
}
