package dev.pinwheel.etcd.core.client;

import static dev.pinwheel.etcd.core.client.ScriptedTransport.refuse;
import static dev.pinwheel.etcd.core.client.ScriptedTransport.reset;
import static dev.pinwheel.etcd.core.client.ScriptedTransport.silence;
import static dev.pinwheel.etcd.core.client.ScriptedTransport.text;
import static dev.pinwheel.etcd.core.client.WatchScripts.change;
import static dev.pinwheel.etcd.core.client.WatchScripts.dirDeleted;
import static dev.pinwheel.etcd.core.client.WatchScripts.empty;
import static dev.pinwheel.etcd.core.client.WatchScripts.open;
import static dev.pinwheel.etcd.core.client.WatchScripts.read;
import static dev.pinwheel.etcd.core.client.WatchScripts.refused;
import static dev.pinwheel.etcd.core.client.WatchScripts.woken;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.pinwheel.etcd.CallCancelledException;
import dev.pinwheel.etcd.ClusterException;
import dev.pinwheel.etcd.DeadlineExceededException;
import dev.pinwheel.etcd.EtcdClient;
import dev.pinwheel.etcd.InvalidResponseException;
import dev.pinwheel.etcd.keys.GapReason;
import dev.pinwheel.etcd.keys.KeysException;
import dev.pinwheel.etcd.keys.OnGap;
import dev.pinwheel.etcd.keys.WatchEvent;
import dev.pinwheel.etcd.keys.WatchGapException;
import dev.pinwheel.etcd.keys.WatchOptions;
import dev.pinwheel.etcd.keys.WatchPosition;
import dev.pinwheel.etcd.keys.Watcher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WatcherTest {
    private final ScriptedTransport transport = new ScriptedTransport();
    private final EtcdClient client = ScriptedClients.abc(transport);

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void W2_aWatchOfThePresent_readsWithAQuorum_andPollsBehindThat() {
        transport.on("a", read(7, 3), change(8), open(8));

        try (Watcher watcher = client.keys().watcher("/foo")) {
            assertThat(watcher.next().index()).isEqualTo(8);
            await().untilAsserted(() -> assertThat(targets())
                    .containsExactly(
                            "/v2/keys/foo?quorum=true",
                            "/v2/keys/foo?wait=true&waitIndex=8",
                            "/v2/keys/foo?wait=true&waitIndex=9"));
        }
    }

    @Test
    void W2_aMissingKey_hasAPresent_too() {
        transport.on("a", refused(404, 100, 7), change(8), open(8));

        try (Watcher watcher = client.keys().watcher("/foo", WatchOptions.recursive())) {
            assertThat(watcher.next().index()).isEqualTo(8);
        }
        assertThat(targets().get(1)).isEqualTo("/v2/keys/foo?wait=true&waitIndex=8&recursive=true");
    }

    @Test
    void W3_aWakeUp_isConfirmedFromTheHistory() {
        transport.on("a", woken(7, 12), change(9), change(12), open(12));

        try (Watcher watcher = after(7)) {
            assertThat(watcher.next().index()).isEqualTo(9);
            assertThat(watcher.next().index()).isEqualTo(12);
        }
    }

    @Test
    void W4_aResetProvesNothing_andIsFollowedUpElsewhere() {
        transport.on("a", reset()).on("b", refuse()).on("c", change(8), open(8));

        try (Watcher watcher = after(7)) {
            assertThat(watcher.next().index()).isEqualTo(8);
        }
        assertThat(transport.hosts()).startsWith("a", "b", "c");
        assertThat(targets())
                .startsWith(
                        "/v2/keys/foo?wait=true&waitIndex=8",
                        "/v2/keys/foo?wait=true&waitIndex=8",
                        "/v2/keys/foo?wait=true&waitIndex=8");
    }

    @Test
    void W4_aCleanEnd_movesThePosition() {
        transport.on("a", empty(40), open(40));

        try (Watcher watcher = after(7)) {
            await().untilAsserted(() -> assertThat(watcher.position()).isEqualTo(new WatchPosition("cafe", 40)));
        }
    }

    @Test
    void W4_aPollWhoseTimeIsUp_provesTheTimeUpToItsHeadEmpty_ifItsMemberIsAlive() {
        transport.on("a", open(40), open(40)).onPath("a", "/version", text(200, "application/json", "{}"));

        try (Watcher watcher = after(7)) {
            await().untilAsserted(() -> assertThat(targets()).endsWith("/v2/keys/foo?wait=true&waitIndex=41"));
            assertThat(watcher.position()).isEqualTo(new WatchPosition("cafe", 40));
        }
        assertThat(transport.hosts()).containsOnly("a");
    }

    @Test
    void W4_aMemberThatIsStoppedBehindAHead_provesNothing_andIsLeft() {
        transport.on("a", open(40)).onPath("a", "/version", silence()).on("b", change(9), open(40));

        try (Watcher watcher = after(7)) {
            assertThat(watcher.next().index()).isEqualTo(9);
        }
        assertThat(transport.hosts()).startsWith("a", "a", "b");
    }

    @Test
    void F14_whereTheOnlyTrustedEndpointIsDead_aWatchGoesBackToTheSuspects() {
        try (EtcdClient hurried = ScriptedClients.clientOf(transport, "a", "b", "c")
                .headerTimeout(ScriptedClients.SHORT)
                .build()) {
            transport.on("a", silence(), change(8), open(8)).on("b", silence());
            transport.on("c", refuse(), refuse(), refuse(), refuse(), refuse(), refuse());
            try (Watcher watcher = hurried.keys().watcher("/foo", WatchOptions.after(7))) {
                assertThat(watcher.next().index()).isEqualTo(8);
            }
        }
        assertThat(transport.hosts()).startsWith("a", "b", "c").hasSizeLessThan(10);
    }

    @Test
    void F11_F14_aPollWithoutAHead_goesOnElsewhere_andItsEndpointIsAskedLast() {
        try (EtcdClient hurried = ScriptedClients.clientOf(transport, "a", "b")
                .headerTimeout(ScriptedClients.SHORT)
                .build()) {
            transport.on("a", silence()).on("b", change(8), open(8));
            try (Watcher watcher = hurried.keys().watcher("/foo", WatchOptions.after(7))) {
                assertThat(watcher.next().index()).isEqualTo(8);
            }
            await().until(() -> hurried.endpoints().get(1).getHost().equals("a"));
        }
    }

    @Test
    void W6_aForgottenHistory_isAGap_withItsRange() {
        transport.on("a", refused(400, 401, 2_000), read(2_001, 1_500));

        try (Watcher watcher = after(7)) {
            for (int again = 0; again < 2; again++) {
                assertThatThrownBy(watcher::next).isInstanceOfSatisfying(WatchGapException.class, gap -> {
                    assertThat(gap.from()).isEqualTo(8);
                    assertThat(gap.to()).isEqualTo(2_001);
                    assertThat(gap.reason()).isEqualTo(GapReason.HISTORY_CLEARED);
                });
            }
        }
    }

    @Test
    void W6_aResync_handsOutTheState_andGoesOn() {
        transport.on("a", refused(400, 401, 2_000), read(2_001, 1_500), change(2_002), open(2_002));

        try (Watcher watcher =
                client.keys().watcher("/foo", WatchOptions.after(7).withOnGap(OnGap.RESYNC))) {
            assertThat(watcher.next())
                    .isInstanceOfSatisfying(
                            WatchEvent.Gap.class,
                            gap -> assertThat(gap.snapshot().orElseThrow().value())
                                    .isEqualTo("v1500"));
            assertThat(watcher.next().index()).isEqualTo(2_002);
        }
    }

    @Test
    void W6_anotherCluster_isAGap_onceAQuorumReadSaysSo() {
        transport.on("a", change("/foo", 8, "beef"), change("/foo", 8, "beef"));

        try (Watcher watcher = client.keys().watcher("/foo", WatchOptions.from(new WatchPosition("cafe", 7)))) {
            assertThatThrownBy(watcher::next)
                    .isInstanceOfSatisfying(
                            WatchGapException.class,
                            gap -> assertThat(gap.reason()).isEqualTo(GapReason.OTHER_CLUSTER));
        }
    }

    @Test
    void E4_aRefusal_endsTheWatch() {
        transport.on("a", refused(401, 110, 0));

        try (Watcher watcher = after(7)) {
            assertThatThrownBy(watcher::next)
                    .isInstanceOfSatisfying(
                            KeysException.class,
                            refused -> assertThat(refused.number()).isEqualTo(110));
        }
    }

    @Test
    void E3_whatIsNoEtcd_endsTheWatch_whenItAnswersTimeAndAgain() {
        transport.onAny(request -> text(200, "text/html", "<html>"));

        try (Watcher watcher = after(7)) {
            assertThatThrownBy(watcher::next).isInstanceOf(InvalidResponseException.class);
        }
    }

    @Test
    void theFirstRead_failsAsACallDoes() {
        assertThatThrownBy(() -> client.keys().watcher("/foo")).isInstanceOf(ClusterException.class);
        assertThatThrownBy(() -> client.keys().watcher("/a/../b")).isInstanceOf(IllegalArgumentException.class);
        transport.on("a", silence()).on("b", silence()).on("c", silence());
        assertThatThrownBy(
                        () -> client.withDeadline(ScriptedClients.SHORT).keys().watcher("/foo"))
                .isInstanceOf(DeadlineExceededException.class);
    }

    @Test
    void F12_aDeadline_boundsTheFirstRead_andNotTheWatch() {
        transport.on("a", read(7, 3), change(8), woken(8, 9), open(9));

        try (Watcher watcher = client.withDeadline(Duration.ofSeconds(2)).keys().watcher("/foo")) {
            assertThat(watcher.next().index()).isEqualTo(8);
            assertThat(watcher.next().index()).isEqualTo(9);
            assertThat(watcher.next(Duration.ofMillis(2_100))).isEmpty();
        }
    }

    @Test
    void W11_aStoredPosition_isWhereTheNextWatchBegins() {
        transport.on("a", change(8), open(8), change(9), open(9));
        String stored;
        try (Watcher first = after(7)) {
            first.next();
            stored = first.position().toString();
            await().until(() -> transport.sent().size() == 2); // Else its second poll comes between those below.
        }

        try (Watcher second = client.keys().watcher("/foo", WatchOptions.from(WatchPosition.parse(stored)))) {
            assertThat(targets()).endsWith("/v2/keys/foo?wait=true&waitIndex=9");
            assertThat(second.next().index()).isEqualTo(9);
        }
    }

    @Test
    void aTimeOfZero_takesWhatIsThere_andWaitsForNothing() {
        transport.on("a", change(8), open(8));

        try (Watcher watcher = after(7)) {
            await().until(() -> watcher.next(Duration.ZERO).isPresent());
            assertThat(watcher.next(Duration.ZERO)).isEmpty();
            assertThatThrownBy(() -> watcher.next(Duration.ofNanos(-1))).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void E1_anInterruptBeforeTheEvent_leavesItForTheNextCall() {
        transport.on("a", change(8), open(8));

        try (Watcher watcher = after(7)) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(watcher::next).isInstanceOf(CallCancelledException.class);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(watcher.next().index()).isEqualTo(8);
        }
    }

    @Test
    void W8_noMoreThanOneEventIsFetchedAhead() {
        transport.onAny(WatchScripts::endless);

        try (Watcher watcher = after(7)) {
            await().until(() -> watcher.next(Duration.ofSeconds(5)).isPresent());
            await().during(Duration.ofMillis(200)).until(() -> transport.sent().size() <= 2);
            assertThat(watcher.position().index())
                    .as("not ahead of what was taken")
                    .isEqualTo(8);
            List<Long> indexes = new ArrayList<>();
            for (WatchEvent event : watcher) {
                indexes.add(event.index());
                assertThat(watcher.position()).isEqualTo(event.position());
                if (indexes.size() == 100) {
                    break;
                }
            }
            assertThat(indexes.get(99)).isEqualTo(108);
        }
    }

    @Test
    void W4_ofManyWatches_fewLookWhetherTheStoreHasMoved() {
        transport.on("a", open(7)).onPath("a", "/version", text(200, "application/json", "{}"));
        List<Watcher> watchers = IntStream.range(0, 50).mapToObj(i -> after(7)).toList();

        // The first does within a second, and then the others know what it has seen.
        await().atMost(Duration.ofSeconds(10))
                .during(Duration.ofSeconds(3))
                .until(() -> transport.count("a", "/v2/keys/foo") < 70);
        assertThat(transport.count("a", "/v2/keys/foo")).isGreaterThan(50);
        watchers.forEach(Watcher::close);
    }

    @Test
    void W9_closing_endsTheExchange_andWhoeverWaits() {
        transport.on("a", open(7));
        Watcher watcher = after(7);
        CompletableFuture<WatchEvent> waiting = CompletableFuture.supplyAsync(watcher::next);
        await().until(() -> !transport.sent().isEmpty());

        watcher.close();
        watcher.close();

        assertThatThrownBy(waiting::join).hasCauseInstanceOf(CallCancelledException.class);
        await().until(() -> transport.aborted() == 1);
        assertThatThrownBy(watcher::next)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
        assertThat(watcher.iterator().hasNext()).isFalse();
    }

    @Test
    void E1_anInterrupt_keepsTheFlag_andLosesNothing() throws InterruptedException {
        transport.on("a", open(7));
        try (Watcher watcher = after(7)) {
            CompletableFuture<Boolean> flag = new CompletableFuture<>();
            Thread thread = new Thread(() -> {
                assertThatThrownBy(watcher::next).isInstanceOf(CallCancelledException.class);
                flag.complete(Thread.currentThread().isInterrupted());
            });
            thread.start();
            thread.interrupt();
            thread.join();

            assertThat(flag).isCompletedWithValue(true);
            assertThat(watcher.next(Duration.ZERO)).isEmpty();
        }
    }

    @Test
    void closingTheClient_endsItsWatches_alsoThoseThatWaitToTryAgain() {
        Watcher between = after(7); // Nobody answers: it backs off.
        await().until(() -> transport.sent().size() > 4);

        client.close();

        assertThatThrownBy(between::next)
                .isInstanceOf(CallCancelledException.class)
                .hasMessageContaining("the client was closed");
        assertThatThrownBy(() -> after(7)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aNamespace_showsEventsWithoutItsPath_andTheEndOfAllAboveIt() {
        transport.on("a", change("/app/one/foo", 8, "cafe"), dirDeleted("/app", 9), open(9));

        try (Watcher watcher = client.keys()
                .namespace("/app/one")
                .watcher("/foo", WatchOptions.after(7).withRecursive())) {
            assertThat(key(watcher.next())).isEqualTo("/foo");
            assertThat(key(watcher.next())).isEqualTo("/");
        }
        assertThat(targets().get(0)).isEqualTo("/v2/keys/app/one/foo?wait=true&waitIndex=8&recursive=true");
    }

    @Test
    void aNamespace_showsTheSnapshotOfAGapWithoutItsPath_too() {
        transport.on("a", refused(400, 401, 2_000), read("/app/foo", 2_001, 900), open(2_001));

        try (Watcher watcher = client.keys()
                .namespace("/app")
                .watcher("/foo", WatchOptions.after(7).withOnGap(OnGap.RESYNC))) {
            WatchEvent.Gap gap = (WatchEvent.Gap) watcher.next();
            assertThat(gap.snapshot().orElseThrow().key()).isEqualTo("/foo");
        }
    }

    private static String key(WatchEvent event) {
        return ((WatchEvent.Change) event).node().key();
    }

    private Watcher after(long index) {
        return client.keys().watcher("/foo", WatchOptions.after(index));
    }

    private List<String> targets() {
        return transport.sent().stream()
                .map(request -> request.uri().getPath() + "?" + request.uri().getQuery())
                .toList();
    }
}
