package dev.pinwheel.etcd.core.watch;

import static dev.pinwheel.etcd.core.watch.Watches.A;
import static dev.pinwheel.etcd.core.watch.Watches.ID;
import static dev.pinwheel.etcd.core.watch.Watches.assertAsksAgain;
import static dev.pinwheel.etcd.core.watch.Watches.assertReads;
import static dev.pinwheel.etcd.core.watch.Watches.dir;
import static dev.pinwheel.etcd.core.watch.Watches.error;
import static dev.pinwheel.etcd.core.watch.Watches.file;
import static dev.pinwheel.etcd.core.watch.Watches.found;
import static dev.pinwheel.etcd.core.watch.Watches.head;
import static dev.pinwheel.etcd.core.watch.Watches.nothing;
import static dev.pinwheel.etcd.core.watch.Watches.open;
import static dev.pinwheel.etcd.core.watch.Watches.recursive;
import static dev.pinwheel.etcd.core.watch.Watches.refused;
import static dev.pinwheel.etcd.core.watch.Watches.resyncing;
import static dev.pinwheel.etcd.core.watch.Watches.watch;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pinwheel.etcd.core.watch.Todo.Question;
import dev.pinwheel.etcd.core.watch.Todo.Where;
import dev.pinwheel.etcd.keys.GapReason;
import dev.pinwheel.etcd.keys.Node;
import dev.pinwheel.etcd.keys.WatchEvent;
import dev.pinwheel.etcd.keys.WatchOptions;
import dev.pinwheel.etcd.keys.WatchPosition;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WatchGapTest {

    @Test
    void W6_aForgottenHistory_endsTheWatch_withTheRange() {
        WatchState forgotten = watch("/foo", 5).after(refused(401, 2_000)).state();

        WatchStep step = forgotten.after(found(2_001, file("/foo", 700)));

        assertStops(step, 6, GapReason.HISTORY_CLEARED, new WatchPosition(ID, 2_001));
        assertThat(step.state().position()).as("as far as it came").isEqualTo(new WatchPosition(ID, 5));
    }

    @Test
    void W6_aForgottenHistory_isResynced_andTheWatchGoesOnBehindIt() {
        Node tree = dir("/d", 3, file("/d/k", 700));
        WatchState forgotten = resyncing("/d", 5).after(refused(401, 2_000)).state();

        WatchStep step = forgotten.after(found(2_001, tree));

        assertThat(step.event())
                .contains(new WatchEvent.Gap(
                        6,
                        GapReason.HISTORY_CLEARED,
                        Optional.of(tree),
                        Optional.empty(),
                        new WatchPosition(ID, 2_001),
                        A));
        assertThat(step.state().todo()).isEqualTo(new Todo.Poll(2_002, Where.STAY, 0));
    }

    @Test
    void W6_aResyncWhereNothingIs_handsOutNothing() {
        WatchState forgotten = resyncing("/d", 5).after(refused(401, 2_000)).state();

        WatchEvent.Gap gap =
                (WatchEvent.Gap) forgotten.after(nothing(2_001)).event().orElseThrow();

        assertThat(gap.snapshot()).isEmpty();
    }

    @Test
    void W6_aFileThatIsOlderThanWhatWasForgotten_showsThatNothingWasLost() {
        WatchState forgotten = recursive("/foo", 5).after(refused(401, 2_000)).state();

        assertAsksAgain(forgotten.after(found(2_001, file("/foo", 5))), 2_002);
    }

    @Test
    void W6_aFileWrittenAtTheFirstForgottenIndex_isAGap() {
        WatchState forgotten = watch("/foo", 5).after(refused(401, 2_000)).state();

        assertThat(forgotten.after(found(2_001, file("/foo", 6))).state().todo())
                .isInstanceOf(Todo.Stop.class);
    }

    @Test
    void W6_anOldDirectory_doesNotShowThatNothingWasLost() {
        WatchState forgotten = recursive("/d", 5).after(refused(401, 2_000)).state();

        assertThat(forgotten.after(found(2_001, dir("/d", 3))).state().todo()).isInstanceOf(Todo.Stop.class);
    }

    @Test
    void W6_nothingThere_doesNotShowThatNothingWasLost() {
        WatchState forgotten = watch("/foo", 5).after(refused(401, 2_000)).state();

        assertThat(forgotten.after(nothing(2_001)).state().todo()).isInstanceOf(Todo.Stop.class);
    }

    @Test
    void W6_aMemberThatForgotWhatHasNotHappenedYet_isNotBelieved() {
        WatchState forgotten = watch("/foo", 5).after(refused(401, 2_000)).state();

        assertThat(forgotten.after(nothing(5)).state().todo()).isEqualTo(new Todo.Poll(6, Where.ELSEWHERE, 1));
    }

    @Test
    void W6_aLowIndex_isCheckedByAQuorumRead_andASlowFollowerIsLeftOrWaitedFor() {
        WatchStep low = watch("/foo", 8).after(head(7));
        assertReads(low, Question.LOW_INDEX);

        WatchState slow = low.state().after(nothing(8)).state();

        assertThat(slow.todo()).isEqualTo(new Todo.Poll(9, Where.ELSEWHERE, 0));
        assertThat(open(slow, 7).todo()).isInstanceOf(Todo.Await.class);
    }

    @Test
    void W6_aMemberThatHasJustDecidedAllThatTheWatchHas_isNotSlow() {
        assertThat(watch("/foo", 8).after(head(8)).state().todo()).isInstanceOf(Todo.Await.class);
    }

    @Test
    void W6_aSlowFollower_isExplainedForOnePollOnly() {
        WatchState slow =
                watch("/foo", 8).after(head(7)).state().after(nothing(8)).state();
        WatchState cut =
                open(slow, 7).after(new PollEnd.Interrupted(Duration.ZERO)).state();

        assertReads(cut.after(head(7)), Question.LOW_INDEX);
    }

    @Test
    void W6_anIndexThatWentBack_isAGap() {
        WatchState low = watch("/foo", 8).after(head(5)).state();

        assertStops(low.after(nothing(7)), 9, GapReason.INDEX_WENT_BACK, new WatchPosition(ID, 7));
    }

    @Test
    void W6_anIndexThatWentBack_isResynced_inTheNewCount() {
        WatchState low = resyncing("/d", 8).after(head(5)).state();

        WatchStep step = low.after(nothing(5));

        assertThat(step.event()).get().isInstanceOf(WatchEvent.Gap.class);
        assertThat(step.state().position()).isEqualTo(new WatchPosition(ID, 5));
        assertThat(step.state().todo()).isEqualTo(new Todo.Poll(6, Where.STAY, 0));
    }

    @Test
    void W6_anotherCluster_isAGap_whenAQuorumReadConfirmsIt() {
        WatchStep foreign = watch("/foo", 8).after(head(50, "c2"));
        assertReads(foreign, Question.OTHER_CLUSTER);

        WatchStep step = foreign.state().after(new ReadEnd.Found(A, "c2", 50, Optional.empty()));

        assertStops(step, 9, GapReason.OTHER_CLUSTER, new WatchPosition("c2", 50));
    }

    @Test
    void W6_aStrayEndpointOfAnotherCluster_isLeft_andLosesNothing() {
        WatchState foreign = watch("/foo", 8).after(head(50, "c2")).state();

        WatchStep step = foreign.after(nothing(20));

        assertThat(step.state().todo()).isEqualTo(new Todo.Poll(9, Where.ELSEWHERE, 1));
        assertThat(step.state().position()).isEqualTo(new WatchPosition(ID, 8));
    }

    @Test
    void W6_anotherClustersForgottenHistory_isNotTakenForOurs() {
        PollEnd.Refused foreign = new PollEnd.Refused(error(401, 5_000), "c2", A);

        assertReads(watch("/foo", 8).after(foreign), Question.OTHER_CLUSTER);
    }

    @Test
    void W6_anAnswerWithoutAClustersId_isNotForeign() {
        assertThat(watch("/foo", 8).after(head(9, "")).state().todo()).isInstanceOf(Todo.Await.class);
        assertThat(watch("/foo", 8).after(head(9, "no id")).state().todo()).isInstanceOf(Todo.Await.class);
    }

    @Test
    void W11_aPositionOfAnotherCluster_isAGap() {
        WatchState resumed = WatchState.of("/foo", WatchOptions.from(WatchPosition.parse("c2@8")));

        WatchStep step = resumed.after(head(20)).state().after(nothing(20));

        assertStops(step, 9, GapReason.OTHER_CLUSTER, new WatchPosition(ID, 20));
    }

    @Test
    void W11_aPositionThatTheClusterHasNotReached_isAGap() {
        WatchState low =
                WatchState.of("/foo", WatchOptions.after(100)).after(head(20)).state();

        assertStops(low.after(nothing(20)), 101, GapReason.INDEX_WENT_BACK, new WatchPosition(ID, 20));
    }

    private static void assertStops(WatchStep step, long from, GapReason reason, WatchPosition position) {
        assertThat(step.event()).isEmpty();
        assertThat(step.state().todo()).isEqualTo(new Todo.Stop(new WatchEnd.Gap(from, reason, position)));
    }
}
