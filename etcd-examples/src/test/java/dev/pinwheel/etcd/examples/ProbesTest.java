package dev.pinwheel.etcd.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pinwheel.etcd.ClientListener;
import dev.pinwheel.etcd.EtcdClient;
import dev.pinwheel.etcd.embedded.EmbeddedEtcd;
import dev.pinwheel.etcd.embedded.EmbeddedMember;
import dev.pinwheel.etcd.keys.GetOptions;
import dev.pinwheel.etcd.keys.KeysResponse;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The probes of F13 over sockets, against three embedded members; the header time-out is far away. */
@Timeout(60)
class ProbesTest {
    private static final Duration HEADER_TIMEOUT = Duration.ofSeconds(50);
    private static final Duration WELL_BEFORE = Duration.ofSeconds(20);

    private final EmbeddedEtcd cluster = EmbeddedEtcd.start(3);
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final EtcdClient etcd = Stacks.client()
            .endpoints(cluster.endpoints())
            .headerTimeout(HEADER_TIMEOUT)
            .healthInterval(Duration.ofMillis(100))
            .listener(new Events())
            .build();
    private final EmbeddedMember pinned = pinnedAfterAWrite();

    private final class Events implements ClientListener {
        @Override
        public void endpointSuspected(URI endpoint, String reason) {
            told.add("suspect " + endpoint);
        }

        @Override
        public void endpointTrusted(URI endpoint) {
            told.add("trusted " + endpoint);
        }
    }

    /**
     * The member that is going to be paused: not the leader, so that the others serve without an election. The first
     * call of a cold process on a busy machine may be slow enough to make its endpoint suspect.
     */
    private EmbeddedMember pinnedAfterAWrite() {
        etcd.keys().set("/foo", "bar");
        told.clear();
        EmbeddedMember member = cluster.member(etcd.keys().get("/foo").endpoint());
        cluster.members().stream()
                .filter(other -> other != member)
                .findFirst()
                .orElseThrow()
                .becomeLeader();
        return member;
    }

    @AfterEach
    void close() {
        etcd.close();
        cluster.close();
    }

    @Test
    void F13_aReadThatWaitsOnAPausedMember_movesOn_longBeforeTheHeaderTimeout() {
        pinned.pause();

        Instant before = Instant.now();
        assertThat(etcd.keys().get("/foo").endpoint()).isNotEqualTo(pinned.uri());

        assertThat(Duration.between(before, Instant.now())).isLessThan(WELL_BEFORE);
        assertThat(etcd.endpoints().get(0)).isNotEqualTo(pinned.uri());
        assertThat(told).contains("suspect " + pinned.uri());
    }

    @Test
    void F13_aThousandReadsThatWait_moveOnTogether() {
        pinned.pause();

        Instant before = Instant.now();
        List<CompletableFuture<KeysResponse>> reads = Stream.generate(
                        () -> etcd.async().keys().get("/foo"))
                .limit(1_000)
                .toList();

        assertThat(reads).allSatisfy(read -> assertThat(read.join().endpoint()).isNotEqualTo(pinned.uri()));
        assertThat(Duration.between(before, Instant.now())).isLessThan(HEADER_TIMEOUT);
        assertThat(told).contains("suspect " + pinned.uri());
    }

    @Test
    void F13_aMemberThatGoesOn_isTrustedAgain_andThePinStays() {
        pinned.pause();
        URI second = etcd.keys().get("/foo").endpoint();
        pinned.resume();

        await().until(() -> {
            etcd.keys().get("/foo");
            return told.contains("trusted " + pinned.uri());
        });
        assertThat(etcd.endpoints().get(0)).isEqualTo(second);
    }

    @Test
    void F6_aCreateInOrder_thatWaitsOnASuspect_isNotRepeated_andOthersGoElsewhere() {
        pinned.pause();
        CompletableFuture<KeysResponse> waiting = etcd.async().keys().createInOrder("/queue", "job");
        await().until(() -> told.contains("suspect " + pinned.uri()));

        assertThat(etcd.keys().createInOrder("/queue", "another").endpoint()).isNotEqualTo(pinned.uri());
        assertThat(waiting).isNotDone();
        pinned.resume();

        assertThat(waiting.join().endpoint()).isEqualTo(pinned.uri());
        assertThat(etcd.keys().get("/queue", GetOptions.quorum()).node().nodes())
                .hasSize(2);
    }
}
