package dev.pinwheel.etcd.core.watch;

import static dev.pinwheel.etcd.core.watch.Watches.A;
import static dev.pinwheel.etcd.core.watch.Watches.ID;
import static dev.pinwheel.etcd.core.watch.Watches.assertAsksAgain;
import static dev.pinwheel.etcd.core.watch.Watches.assertHandsOut;
import static dev.pinwheel.etcd.core.watch.Watches.assertReads;
import static dev.pinwheel.etcd.core.watch.Watches.change;
import static dev.pinwheel.etcd.core.watch.Watches.dir;
import static dev.pinwheel.etcd.core.watch.Watches.error;
import static dev.pinwheel.etcd.core.watch.Watches.file;
import static dev.pinwheel.etcd.core.watch.Watches.found;
import static dev.pinwheel.etcd.core.watch.Watches.garbage;
import static dev.pinwheel.etcd.core.watch.Watches.head;
import static dev.pinwheel.etcd.core.watch.Watches.nothing;
import static dev.pinwheel.etcd.core.watch.Watches.open;
import static dev.pinwheel.etcd.core.watch.Watches.recursive;
import static dev.pinwheel.etcd.core.watch.Watches.refused;
import static dev.pinwheel.etcd.core.watch.Watches.removed;
import static dev.pinwheel.etcd.core.watch.Watches.set;
import static dev.pinwheel.etcd.core.watch.Watches.timeUp;
import static dev.pinwheel.etcd.core.watch.Watches.watch;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pinwheel.etcd.core.watch.Todo.Question;
import dev.pinwheel.etcd.core.watch.Todo.Where;
import dev.pinwheel.etcd.keys.Action;
import dev.pinwheel.etcd.keys.OnGap;
import dev.pinwheel.etcd.keys.WatchEvent;
import dev.pinwheel.etcd.keys.WatchOptions;
import dev.pinwheel.etcd.keys.WatchPosition;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WatchStateTest {
    private static final Duration SOON = Duration.ofMillis(10);

    @Test
    void W2_fromNow_isPinnedByAQuorumRead() {
        WatchState now = WatchState.of("/foo", WatchOptions.none());

        assertThat(now.todo()).isEqualTo(new Todo.Read(Question.PRESENT, false, 0));
        assertAsksAgain(now.after(found(7, file("/foo", 3))), 8);
    }

    @Test
    void W2_fromNow_isPinnedByA404_too() {
        WatchStep pinned = WatchState.of("/foo", WatchOptions.none()).after(nothing(7));

        assertAsksAgain(pinned, 8);
        assertThat(pinned.state().position()).isEqualTo(new WatchPosition(ID, 7));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MAX_VALUE})
    void W2_anIndexThatCannotBeOne_pinsNothing(long index) {
        WatchStep step = WatchState.of("/foo", WatchOptions.none()).after(nothing(index));

        assertReads(step, Question.PRESENT);
        assertThat(watch("/foo", 5).after(head(index)).state().todo()).isEqualTo(new Todo.Poll(6, Where.ELSEWHERE, 1));
    }

    @Test
    void W2_after_beginsBehindTheIndex_inWhateverClusterAnswers() {
        WatchState after = WatchState.of("/foo", WatchOptions.after(5));

        assertThat(after.todo()).isEqualTo(new Todo.Poll(6, Where.STAY, 0));
        assertThat(after.after(head(9, "abc")).state().position()).isEqualTo(new WatchPosition("abc", 5));
    }

    @Test
    void W2_theTreeIsRead_onlyWhereItIsNeeded() {
        WatchOptions tree = WatchOptions.recursive();

        assertThat(present(tree)).isFalse();
        assertThat(present(tree.withOnGap(OnGap.RESYNC))).isFalse();
        assertThat(present(tree.withOnGap(OnGap.RESYNC_WITH_DIFFERENCES))).isTrue();
        assertThat(present(WatchOptions.none().withOnGap(OnGap.RESYNC_WITH_DIFFERENCES)))
                .isFalse();
        assertThat(((Todo.Read) Watches.resyncing("/d", 5)
                                .after(refused(401, 9))
                                .state()
                                .todo())
                        .isRecursive())
                .isTrue();
        assertThat(((Todo.Read) recursive("/d", 5)
                                .after(refused(401, 9))
                                .state()
                                .todo())
                        .isRecursive())
                .isFalse();
    }

    private static boolean present(WatchOptions options) {
        return ((Todo.Read) WatchState.of("/d", options).todo()).isRecursive();
    }

    @Test
    void W3_anEventFromHistory_isHandedOut() {
        assertHandsOut(open(watch("/foo", 5), 9).after(set("/foo", 8)), 8);
    }

    @Test
    void W3_anEventAtTheHeadsIndex_isFromHistory() {
        assertHandsOut(open(watch("/foo", 5), 9).after(set("/foo", 9)), 9);
    }

    @Test
    void W3_aWakeUp_provesNothingBehindTheHeadsIndex_soTheHistoryIsAsked_whereItIs() {
        WatchStep step = open(recursive("/d", 5), 9).after(set("/d/k", 12));

        assertAsksAgain(step, 10);
        assertThat(step.state().todo()).isEqualTo(new Todo.Poll(10, Where.STAY, 0));
        assertHandsOut(open(step.state(), 12).after(set("/d/other", 11)), 11);
    }

    @Test
    void W3_aWakeUpByTheVeryNextIndex_needsNoSecondRequest() {
        assertHandsOut(open(recursive("/d", 5), 9).after(set("/d/k", 10)), 10);
    }

    @Test
    void W3_aWakeUpThatShowsTheFileUntouchedSince_needsNoSecondRequest() {
        assertHandsOut(open(watch("/foo", 5), 9).after(change(Action.SET, file("/foo", 12), file("/foo", 5))), 12);
    }

    @ParameterizedTest
    @EnumSource(names = {"DELETE", "EXPIRE", "COMPARE_AND_DELETE"})
    void W3_aRemovalThatShowsTheFileUntouchedSince_needsNoSecondRequest(Action removal) {
        assertHandsOut(open(watch("/foo", 5), 9).after(change(removal, removed("/foo", 12), file("/foo", 3))), 12);
    }

    @Test
    void W3_aFileThatChangedBehindTheHeadsIndex_isAskedFor() {
        assertAsksAgain(open(watch("/foo", 5), 9).after(change(Action.SET, file("/foo", 12), file("/foo", 10))), 10);
    }

    @Test
    void W3_aFileThatWasThereAtTheHeadsIndex_wasUntouchedSince() {
        assertHandsOut(open(watch("/foo", 5), 9).after(change(Action.SET, file("/foo", 12), file("/foo", 9))), 12);
    }

    @Test
    void W3_aCreation_doesNotTellWhetherThereWasAnotherBefore() {
        assertAsksAgain(open(watch("/foo", 5), 9).after(set("/foo", 12)), 10);
    }

    @Test
    void W3_aDirectorysIndexDoesNotMove_soItProvesNothing() {
        assertAsksAgain(open(watch("/d", 5), 9).after(change(Action.UPDATE, dir("/d", 12), dir("/d", 3))), 10);
    }

    @Test
    void W3_anotherKeysOldIndex_provesNothing() {
        assertAsksAgain(open(recursive("/d", 5), 9).after(change(Action.SET, file("/d/k", 12), file("/d/k", 3))), 10);
    }

    @Test
    void W3_theRemovalOfADirectoryAbove_provesNothing() {
        assertAsksAgain(open(watch("/d/k", 5), 9).after(change(Action.DELETE, dir("/d", 12), dir("/d", 3))), 10);
    }

    @Test
    void W3_aFollowerThatWasBehind_provesNothingByWaking() {
        WatchState slow =
                watch("/foo", 8).after(head(5)).state().after(nothing(20)).state();

        assertAsksAgain(open(slow, 5).after(set("/foo", 12)), 9);
        assertHandsOut(open(slow, 5).after(set("/foo", 9)), 9);
    }

    @Test
    void W3_anEventFromBeforeTheWatch_isNotHandedOut() {
        assertAsksAgain(open(watch("/foo", 5), 9).after(set("/foo", 5)), 6);
    }

    @Test
    void W4_aCleanEnd_provesTheTimeUpToTheHeadsIndexEmpty() {
        assertAsksAgain(open(watch("/foo", 5), 9).after(new PollEnd.Empty(SOON)), 10);
    }

    @Test
    void W4_aCleanEndOfAFollowerThatIsBehind_movesNothingBack() {
        WatchState slow =
                watch("/foo", 8).after(head(5)).state().after(nothing(20)).state();

        WatchStep step = open(slow, 5).after(timeUp());

        assertThat(step.state().todo()).isEqualTo(new Todo.Poll(9, Where.ELSEWHERE, 0));
    }

    @Test
    void W4_timeThatIsUp_provesAsMuch_soThatAQuietKeyNeverFallsOutOfTheHistory() {
        assertAsksAgain(open(watch("/foo", 5), 900).after(timeUp()), 901);
    }

    @Test
    void W4_aSilenceThatIsTooShort_provesNothing() {
        assertAsksAgain(open(watch("/foo", 5), 9).after(new PollEnd.TimeUp(SOON)), 6);
    }

    @Test
    void W4_silenceOverADetour_provesNothing() {
        PollHead detour = new PollHead(A, ID, 9, PollHead.Route.INDIRECT, Duration.ZERO);
        WatchState open = watch("/foo", 5).after(detour).state();

        assertAsksAgain(open.after(new PollEnd.Empty(SOON)), 6);
        assertAsksAgain(open.after(timeUp()), 6);
    }

    @Test
    void W4_anInterruption_provesNothing_andGoesElsewhere() {
        WatchStep step = open(watch("/foo", 5), 9).after(new PollEnd.Interrupted(SOON));

        assertThat(step.state().todo()).isEqualTo(new Todo.Poll(6, Where.ELSEWHERE, 1));
    }

    @Test
    void W4_pollsThatFailAtOnce_areBackedOff_andThoseThatLastedAreNot() {
        WatchState failing = watch("/foo", 5);
        for (int i = 1; i <= 4; i++) {
            failing = failing.after(new PollEnd.Interrupted(SOON)).state();
            assertThat(((Todo.Poll) failing.todo()).backOff()).isEqualTo(i);
        }

        WatchState cutLater = open(failing, 9)
                .after(new PollEnd.Interrupted(Duration.ofSeconds(30)))
                .state();

        assertThat(((Todo.Poll) cutLater.todo()).backOff()).isEqualTo(1);
    }

    @Test
    void W4_cleanEndsThatComeAtOnce_areBackedOff_andASilenceEndsThat() {
        WatchState first =
                open(watch("/foo", 5), 9).after(new PollEnd.Empty(SOON)).state();
        WatchState second = open(first, 9).after(new PollEnd.Empty(SOON)).state();

        assertThat(((Todo.Poll) second.todo()).backOff()).isEqualTo(2);
        assertThat(((Todo.Poll) open(second, 9).after(timeUp()).state().todo()).backOff())
                .isZero();
    }

    @Test
    void W4_aWakeUpThatBringsNothingNew_isBackedOff_whenItComesAgainAndAgain() {
        WatchState woken = open(recursive("/d", 9), 9).after(set("/d/k", 12)).state();
        WatchState again = open(woken, 9).after(set("/d/k", 12)).state();

        assertThat(((Todo.Poll) woken.todo()).backOff()).isEqualTo(1);
        assertThat(((Todo.Poll) again.todo()).backOff()).isEqualTo(2);
    }

    @Test
    void W4_aFailedRead_isRepeated_withBackOff() {
        WatchState reading = watch("/foo", 5).after(refused(401, 2_000)).state();

        WatchState again = reading.after(new ReadEnd.Failed()).state();

        assertThat(again.todo()).isEqualTo(new Todo.Read(Question.FORGOTTEN, false, 1));
    }

    @Test
    void W4_aStoreThatHasMovedOnFar_endsThePollEarly() {
        WatchState open = open(watch("/foo", 5), 9);

        assertThat(open.isOvertaken(9 + 399)).isFalse();
        assertThat(open.isOvertaken(9 + 400)).isTrue();
        assertThat(watch("/foo", 5).isOvertaken(5_000)).isFalse();
    }

    @Test
    void W5_hiddenNodesAndStrangers_areNotHandedOut_andMoveTheWatchOn() {
        assertAsksAgain(open(recursive("/d", 5), 9).after(set("/d/_secret/k", 7)), 8);
        assertAsksAgain(open(watch("/foobar", 5), 9).after(change(Action.DELETE, dir("/foo", 7), dir("/foo", 3))), 8);
    }

    @Test
    void W7_theRemovalOfADirectoryAbove_isHandedOutAsTheServerWordsIt() {
        PollEnd.Event removal = change(Action.EXPIRE, dir("/d", 7), dir("/d", 3));

        WatchStep step = open(watch("/d/k", 5), 9).after(removal);

        assertThat(step.event())
                .contains(new WatchEvent.Change(
                        Action.EXPIRE, dir("/d", 7), Optional.of(dir("/d", 3)), new WatchPosition(ID, 7), A));
    }

    @ParameterizedTest
    @ValueSource(ints = {110, 100, 209})
    void E4_aRefusal_endsTheWatch(int code) {
        assertThat(watch("/foo", 5).after(refused(code, 0)).state().todo())
                .isEqualTo(new Todo.Stop(new WatchEnd.Refused(error(code, 0), A)));
        assertThat(WatchState.of("/foo", WatchOptions.none())
                        .after(new ReadEnd.Refused(error(code, 0), A))
                        .state()
                        .todo())
                .isEqualTo(new Todo.Stop(new WatchEnd.Refused(error(code, 0), A)));
    }

    @Test
    void W4_aWatcherThatAnOlderServerClears_isOpenedAgain() {
        assertAsksAgain(open(watch("/foo", 5), 9).after(refused(400, 9)), 6);
    }

    @Test
    void E3_garbage_endsTheWatch_whenItComesThreeTimesInARow() {
        WatchState twice = watch("/foo", 5)
                .after(new PollEnd.Garbage(garbage()))
                .state()
                .after(new PollEnd.Garbage(garbage()))
                .state();

        assertThat(twice.todo()).isEqualTo(new Todo.Poll(6, Where.ELSEWHERE, 2));
        assertThat(twice.after(new PollEnd.Garbage(garbage())).state().todo())
                .isEqualTo(new Todo.Stop(new WatchEnd.Garbage(garbage())));
        WatchState recovered = open(twice, 9).after(timeUp()).state();
        assertAsksAgain(recovered.after(new PollEnd.Garbage(garbage())), 10);
    }

    @Test
    void E3_garbageInsteadOfReads_endsTheWatch_too() {
        WatchState reading = WatchState.of("/foo", WatchOptions.none());
        WatchState twice = reading.after(new ReadEnd.Garbage(garbage()))
                .state()
                .after(new ReadEnd.Garbage(garbage()))
                .state();

        assertThat(twice.todo()).isEqualTo(new Todo.Read(Question.PRESENT, false, 2));
        assertThat(twice.after(new ReadEnd.Garbage(garbage())).state().todo()).isInstanceOf(Todo.Stop.class);
    }

    @Test
    void W9_aCancelledWatch_stops_andStaysAsItEnded() {
        WatchState cancelled = open(watch("/foo", 5), 9).cancelled();

        assertThat(cancelled.todo()).isEqualTo(new Todo.Stop(new WatchEnd.Cancelled()));
        WatchState refused = watch("/foo", 5).after(refused(110, 0)).state();
        assertThat(refused.cancelled()).isEqualTo(refused);
    }

    @Test
    void W11_thePosition_movesOnWhileTheKeyIsQuiet() {
        WatchState later = open(watch("/foo", 5), 900).after(timeUp()).state();

        assertThat(later.position()).hasToString("c1@900");
        assertThat(WatchState.of("/foo", WatchOptions.from(later.position())).todo())
                .isEqualTo(new Todo.Poll(901, Where.STAY, 0));
    }

    @Test
    void W6_aMemberThatForgot_isCheckedByAQuorumRead() {
        assertReads(watch("/foo", 5).after(refused(401, 2_000)), Question.FORGOTTEN);
    }
}
