package dev.pinwheel.etcd.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.pinwheel.etcd.ClusterException;
import dev.pinwheel.etcd.DeadlineExceededException;
import dev.pinwheel.etcd.EndpointFailure;
import dev.pinwheel.etcd.EtcdClient;
import dev.pinwheel.etcd.Outcome;
import dev.pinwheel.etcd.embedded.EmbeddedEtcd;
import dev.pinwheel.etcd.embedded.EmbeddedMember;
import dev.pinwheel.etcd.keys.GetOptions;
import dev.pinwheel.etcd.keys.Node;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The whole client over sockets, against three embedded members that are killed, restarted and paused. */
@Timeout(60)
class EmbeddedClusterTest {
    private final EmbeddedEtcd cluster = EmbeddedEtcd.start(3);
    private final EtcdClient etcd = client(Duration.ofMillis(500));

    @AfterEach
    void close() {
        etcd.close();
        cluster.close();
    }

    @Test
    void F7_thePinStays_whileItsMemberAnswers() {
        URI pinned = etcd.endpoints().get(0);

        for (int i = 0; i < 10; i++) {
            assertThat(etcd.keys().set("/foo", "bar" + i).endpoint()).isEqualTo(pinned);
            assertThat(etcd.keys().get("/foo").endpoint()).isEqualTo(pinned);
        }
    }

    @Test
    void F5_aKilledMember_isLeft_andThePinStaysOnTheOneThatAnswered_evenWhenItIsBack() {
        etcd.keys().set("/foo", "bar");
        EmbeddedMember killed = pinned();
        killed.kill();

        URI second = etcd.keys().get("/foo").endpoint();
        killed.restart();

        assertThat(second).isNotEqualTo(killed.uri());
        assertThat(etcd.keys().set("/foo", "baz").endpoint()).isEqualTo(second);
    }

    @Test
    void F5_aWrite_goesOnFromAMemberThatRefusesConnections() {
        EmbeddedMember killed = pinned();
        killed.kill();

        assertThat(etcd.keys().createInOrder("/queue", "job").endpoint()).isNotEqualTo(killed.uri());
        assertThat(etcd.keys().get("/queue").node().nodes()).hasSize(1);
    }

    @Test
    void F11_aPausedMember_isLeftByARead_afterTheHeaderTimeout() {
        etcd.keys().set("/foo", "bar");
        EmbeddedMember paused = pinned();
        paused.pause();

        Instant before = Instant.now();
        assertThat(etcd.keys().get("/foo").node().value()).isEqualTo("bar");

        assertThat(Duration.between(before, Instant.now())).isBetween(Duration.ofMillis(400), Duration.ofSeconds(20));
        assertThat(etcd.endpoints().get(0)).isNotEqualTo(paused.uri());
        assertThat(etcd.endpoints().get(2)).as("F14: asked last").isEqualTo(paused.uri());
    }

    @Test
    void F6_aCreateInOrder_thatAPausedMemberMayHaveReceived_isNotSentToAnother() {
        EmbeddedMember paused = pinned();
        paused.pause();

        ClusterException stopped =
                catchThrowableOfType(ClusterException.class, () -> etcd.keys().createInOrder("/queue", "job"));

        assertThat(stopped.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(stopped.failures()).hasSize(1).allMatch(EndpointFailure.Interrupted.class::isInstance);
        paused.resume();
        await().ignoreExceptions()
                .untilAsserted(() -> assertThat(queue())
                        .as("the member had it in its socket, and applies it: that is what UNKNOWN means")
                        .hasSize(1));
        etcd.keys().createInOrder("/queue", "another job");
        assertThat(queue()).extracting(Node::value).containsExactly("job", "another job");
    }

    private List<Node> queue() {
        return etcd.keys().get("/queue", GetOptions.sorted()).node().nodes();
    }

    @Test
    void F8_aDeadCluster_isTold_withEveryMember() {
        cluster.members().forEach(EmbeddedMember::kill);

        ClusterException dead =
                catchThrowableOfType(ClusterException.class, () -> etcd.keys().set("/foo", "bar"));

        assertThat(dead.outcome()).isEqualTo(Outcome.NOT_APPLIED);
        assertThat(dead.failures()).hasSize(3).allMatch(EndpointFailure.NotSent.class::isInstance);
        assertThat(String.valueOf(dead.getMessage()).lines()).hasSize(4);
    }

    @Test
    void F12_aDeadlineShorterThanTheHeaderTimeout_leavesAPausedMemberAllTheSame() {
        try (EtcdClient patient = client(Duration.ofSeconds(30))) {
            EtcdClient hurried = patient.withDeadline(Duration.ofMillis(300));
            EmbeddedMember paused = cluster.member(patient.endpoints().get(0));
            hurried.keys().set("/foo", "bar");
            paused.pause();

            assertThatThrownBy(() -> hurried.keys().set("/foo", "late")).isInstanceOf(DeadlineExceededException.class);

            assertThat(hurried.keys().get("/foo").endpoint()).isNotEqualTo(paused.uri());
        }
    }

    @Test
    void F15_aDeadline_leavesTimeForTheOthers_whenTheFirstIsPaused() {
        try (EtcdClient patient = client(Duration.ofSeconds(30))) {
            patient.keys().set("/foo", "bar");
            cluster.member(patient.endpoints().get(0)).pause();

            EtcdClient hurried = patient.withDeadline(Duration.ofSeconds(3));

            assertThat(hurried.keys().get("/foo").node().value()).isEqualTo("bar");
        }
    }

    @Test
    void whenMembersDieAndComeBackInTurn_readsGoOn() {
        etcd.keys().set("/foo", "bar");
        for (int round = 0; round < 6; round++) {
            EmbeddedMember killed = pinned();
            killed.kill();
            assertThat(etcd.keys().get("/foo").node().value())
                    .as("round %d", round)
                    .isEqualTo("bar");
            killed.restart();
        }
    }

    @Test
    void manyThreads_shareOneClient() {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            String name = "worker " + i;
            threads.add(new Thread(() -> {
                for (int job = 0; job < 25; job++) {
                    etcd.keys().createInOrder("/queue", name);
                }
            }));
        }
        threads.forEach(Thread::start);
        threads.forEach(thread -> join(thread));

        assertThat(queue().stream().collect(Collectors.groupingBy(Node::value, Collectors.counting())))
                .hasSize(16)
                .allSatisfy((name, count) -> assertThat(count).isEqualTo(25));
    }

    @Test
    void closing_leavesNoThreadOfTheClientBehind() {
        etcd.keys().set("/foo", "bar");
        assertThat(ourThreads()).isNotEmpty();

        etcd.close();

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(ourThreads()).isEmpty());
    }

    private static Set<String> ourThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("etcd-"))
                .collect(Collectors.toSet());
    }

    private EmbeddedMember pinned() {
        return cluster.member(etcd.endpoints().get(0));
    }

    private EtcdClient client(Duration headerTimeout) {
        return Stacks.client()
                .endpoints(cluster.endpoints())
                .headerTimeout(headerTimeout)
                .build();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
