package dev.pinwheel.etcd.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pinwheel.etcd.ClientListener;
import dev.pinwheel.etcd.EtcdClient;
import dev.pinwheel.etcd.embedded.EmbeddedEtcd;
import dev.pinwheel.etcd.embedded.EmbeddedMember;
import dev.pinwheel.etcd.keys.WatchOptions;
import dev.pinwheel.etcd.keys.Watcher;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Fifty watches on embedded members that are struck at random, while a writer goes on. A longer run has more faults:
 * {@code -Dpinwheel.watch.faults=100}.
 */
@Timeout(600)
class WatchUnderFaultsTest {
    private static final int FAULTS = Integer.getInteger("pinwheel.watch.faults", 4);
    private static final int WRITES = 20; // Few, so that there is no excuse for a gap.
    private static final int CLIENTS = 5; // So that there are watches at every member.

    private final Random random = new Random(7);

    static Stream<Arguments> everyFaultOverEveryStack() {
        return Stacks.ALL.stream()
                .flatMap(transport -> Stream.of(MemberFault.values()).map(fault -> Arguments.of(transport, fault)));
    }

    @ParameterizedTest
    @MethodSource("everyFaultOverEveryStack")
    @Execution(ExecutionMode.CONCURRENT)
    void W1_nothingIsLost_andNothingComesTwice(String transport, MemberFault fault) {
        try (EmbeddedEtcd cluster = EmbeddedEtcd.builder()
                        .members(3)
                        .electionTimeout(Duration.ofMillis(300))
                        .start();
                WatchDrill drill = new WatchDrill(CLIENTS, seed -> client(transport, cluster, seed))) {

            drill.run(FAULTS, WRITES, () -> strike(cluster, fault));

            System.out.printf("embedded etcd, %s, %s, %s%n", transport, fault, drill);
            drill.verify();
            assertThat(drill.gaps()).isZero();
        }
    }

    /** The client has nothing but a watch: no call tells it that the suspects are alive again. */
    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void F14_whereTheOnlyMemberThatIsTrustedHasDied_aWatchGoesBackToTheSuspects() {
        Set<URI> suspects = ConcurrentHashMap.newKeySet();
        ClientListener listener = new ClientListener() {
            @Override
            public void endpointSuspected(URI endpoint, String reason) {
                suspects.add(endpoint);
            }
        };
        try (EmbeddedEtcd cluster = EmbeddedEtcd.start(3);
                EtcdClient writing =
                        Stacks.client().endpoints(cluster.endpoints()).build();
                EtcdClient watching = Stacks.client()
                        .endpoints(cluster.endpoints())
                        .listener(listener)
                        .build()) {
            List<EmbeddedMember> inTurn =
                    watching.endpoints().stream().map(cluster::member).toList();
            WatchWriter writer = new WatchWriter(writing, "/w");
            WatchOptions options = WatchOptions.after(writer.begin());
            try (Watcher watcher = watching.keys().watcher("/w/k0", options)) {
                assertThat(watcher.next(Duration.ofMillis(200))).isEmpty();
                inTurn.get(0).pause();
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> suspects.contains(inTurn.get(0).uri()));
                inTurn.get(1).pause();
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> suspects.contains(inTurn.get(1).uri()));

                inTurn.get(2).kill();
                inTurn.get(0).resume();
                inTurn.get(1).kill();
                inTurn.get(1).restart();

                writer.finish();
                assertThat(watcher.next(Duration.ofSeconds(30))).isPresent();
            }
        }
    }

    private Runnable strike(EmbeddedEtcd cluster, MemberFault fault) {
        List<EmbeddedMember> members =
                cluster.members().stream().filter(fault::mayStrike).toList();
        EmbeddedMember struck = members.get(random.nextInt(members.size()));
        Runnable mend = fault.strike(struck);
        return () -> {
            mend.run();
            await().until(() -> cluster.leader().isPresent());
        };
    }

    private static EtcdClient client(String transport, EmbeddedEtcd cluster, int seed) {
        return EtcdClient.builder()
                .transport(transport)
                .endpoints(cluster.endpoints())
                .headerTimeout(Duration.ofMillis(500))
                .random(new Random(seed))
                .build();
    }
}
