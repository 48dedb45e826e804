package dev.pinwheel.etcd.core.failover;

import static dev.pinwheel.etcd.core.failover.CallKind.READ;
import static dev.pinwheel.etcd.core.failover.CallKind.REPEATABLE_WRITE;
import static dev.pinwheel.etcd.core.failover.CallKind.WRITE;
import static dev.pinwheel.etcd.core.failover.Results.A;
import static dev.pinwheel.etcd.core.failover.Results.B;
import static dev.pinwheel.etcd.core.failover.Results.C;
import static dev.pinwheel.etcd.core.failover.Results.abc;
import static dev.pinwheel.etcd.core.failover.Results.answer;
import static dev.pinwheel.etcd.core.failover.Results.garbage;
import static dev.pinwheel.etcd.core.failover.Results.interrupted;
import static dev.pinwheel.etcd.core.failover.Results.notSent;
import static dev.pinwheel.etcd.core.failover.Results.refused;
import static dev.pinwheel.etcd.core.failover.Results.reset;
import static dev.pinwheel.etcd.core.failover.Results.serverFailure;
import static dev.pinwheel.etcd.core.failover.Results.silent;
import static dev.pinwheel.etcd.core.failover.Results.unreachable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pinwheel.etcd.EndpointFailure;
import dev.pinwheel.etcd.Outcome;
import dev.pinwheel.etcd.core.failover.Step.Reason;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FailoverCallTest {

    @Test
    void F3_theFirstAttempt_goesToThePin() {
        assertThat(call(abc().pinnedTo(B), READ).endpoint()).isEqualTo(B);
    }

    @Test
    void F3_attempts_goOnceRoundTheRing_fromThePin() {
        FailoverCall first = call(abc().pinnedTo(C), READ);
        FailoverCall second = next(first, notSent(C));
        FailoverCall third = next(second, notSent(A));

        assertThat(List.of(first.endpoint(), second.endpoint(), third.endpoint()))
                .containsExactly(C, A, B);
        assertThat(third.after(notSent(B))).isInstanceOf(Step.GaveUp.class);
    }

    @Test
    void F4_anAnswer_endsTheCall_andNoOtherEndpointIsAsked() {
        Step<String, String> end = call(abc(), WRITE).after(answer("404"));

        assertThat(((Step.Answered<String, String>) end).answer()).isEqualTo("404");
    }

    @Test
    void F5_notSent_goesOn_alsoWithAWrite() {
        assertThat(next(call(abc(), WRITE), notSent(A)).endpoint()).isEqualTo(B);
    }

    @Test
    void F5_anInterruptedRead_goesOn() {
        assertThat(next(call(abc(), READ), interrupted(A)).endpoint()).isEqualTo(B);
    }

    @Test
    void F5_aServerFailureOfARead_goesOn() {
        assertThat(next(call(abc(), READ), serverFailure(A)).endpoint()).isEqualTo(B);
    }

    @Test
    void F5_anInterruptedWrite_stops_withThePinMovedOn_andOutcomeUnknown() {
        assertStopped(call(abc(), WRITE), interrupted(A));
    }

    @Test
    void F5_aServerFailureOfAWrite_stops_withThePinMovedOn_andOutcomeUnknown() {
        assertStopped(call(abc(), WRITE), serverFailure(A));
    }

    @Test
    void F5_aSilentWrite_stops_withThePinMovedOn_andOutcomeUnknown() {
        assertStopped(call(abc(), WRITE), silent(A));
    }

    private static void assertStopped(FailoverCall call, AttemptResult<String, String> result) {
        Step.GaveUp<String, String> end = gaveUp(call, result);
        assertThat(end.reason()).isEqualTo(Reason.NOT_REPEATABLE);
        assertThat(end.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(end.failures()).hasSize(1);
        assertThat(end.news().apply(call.ring()).atTurn(0)).isEqualTo(B);
    }

    @Test
    void F5_aWriteInterruptedOnItsSecondEndpoint_movesThePinPastThatOne() {
        FailoverCall second = next(call(abc(), WRITE), notSent(A));

        Step.GaveUp<String, String> end = gaveUp(second, interrupted(B));

        assertThat(end.failures()).extracting(EndpointFailure::endpoint).containsExactly(A, B);
        assertThat(end.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(end.news().apply(abc()).atTurn(0)).isEqualTo(C);
    }

    @Test
    void F6_aSetThatTheUserAllowedToRepeat_goesOn_andItsOutcomeStaysUnknown() {
        FailoverCall second = next(call(abc(), REPEATABLE_WRITE), interrupted(A));
        FailoverCall third = next(second, notSent(B));

        Step.GaveUp<String, String> end = gaveUp(third, notSent(C));

        assertThat(end.reason()).isEqualTo(Reason.EXHAUSTED);
        assertThat(end.outcome()).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void F7_theEndpointThatAnswered_becomesThePin() {
        FailoverCall second = next(call(abc(), READ), notSent(A));

        Step.Answered<String, String> end = (Step.Answered<String, String>) second.after(answer("200"));

        assertThat(end.news().apply(abc()).atTurn(0)).isEqualTo(B);
    }

    @Test
    void F8_whenAllHaveFailed_everyFailureIsKeptInOrder() {
        FailoverCall third = next(next(call(abc(), READ), serverFailure(A)), notSent(B));

        Step.GaveUp<String, String> end = gaveUp(third, interrupted(C));

        assertThat(end.reason()).isEqualTo(Reason.EXHAUSTED);
        assertThat(end.failures()).extracting(EndpointFailure::endpoint).containsExactly(A, B, C);
        assertThat(end.failures().get(0)).isInstanceOf(EndpointFailure.ServerFailure.class);
        assertThat(end.failures().get(1)).isInstanceOf(EndpointFailure.NotSent.class);
        assertThat(end.failures().get(2)).isInstanceOf(EndpointFailure.Interrupted.class);
    }

    @Test
    void F8_aWriteThatWasNeverSent_isNotApplied() {
        FailoverCall third = next(next(call(abc(), WRITE), notSent(A)), notSent(B));

        assertThat(gaveUp(third, notSent(C)).outcome()).isEqualTo(Outcome.NOT_APPLIED);
    }

    @Test
    void F8_aRead_isNeverApplied_howeverItEnds() {
        FailoverCall third = next(next(call(abc(), READ), interrupted(A)), serverFailure(B));

        assertThat(gaveUp(third, silent(C)).outcome()).isEqualTo(Outcome.NOT_APPLIED);
    }

    @Test
    void F8_whenAllHaveFailed_thePinStays() {
        EndpointRing ring = abc().pinnedTo(B);
        FailoverCall third = next(next(call(ring, READ), notSent(B)), notSent(C));

        assertThat(gaveUp(third, notSent(A)).news().apply(ring)).isEqualTo(ring);
    }

    @Test
    void F8_garbage_endsTheCall_andThePinMovesOn() {
        Step.Rejected<String, String> end =
                (Step.Rejected<String, String>) call(abc(), READ).after(garbage("<html>"));

        assertThat(end.garbage()).isEqualTo("<html>");
        assertThat(end.news().apply(abc()).atTurn(0)).isEqualTo(B);
    }

    @Test
    void F12_aDeadline_endsTheCall_withAllFailures_andThePinMovesOn() {
        FailoverCall second = next(call(abc(), READ), serverFailure(A));

        Step.GaveUp<String, String> end = second.afterDeadline(reset(B));

        assertThat(end.reason()).isEqualTo(Reason.DEADLINE);
        assertThat(end.failures()).extracting(EndpointFailure::endpoint).containsExactly(A, B);
        assertThat(end.news().apply(abc()).atTurn(0)).isEqualTo(C);
    }

    @Test
    void F12_aCancellation_endsTheCall_andThePinStays() {
        Step.GaveUp<String, String> end = call(abc(), WRITE).afterCancellation(reset(A));

        assertThat(end.reason()).isEqualTo(Reason.CANCELLED);
        assertThat(end.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(end.news().apply(abc())).isEqualTo(abc());
    }

    @Test
    void F12_aWriteThatWasEndedBeforeItWasSent_isNotApplied() {
        assertThat(call(abc(), WRITE).afterDeadline(refused(A)).outcome()).isEqualTo(Outcome.NOT_APPLIED);
        assertThat(call(abc(), WRITE).afterCancellation(refused(A)).outcome()).isEqualTo(Outcome.NOT_APPLIED);
    }

    @Test
    void F14_anEndpointThatWasSilent_isTriedLastByLaterCalls() {
        EndpointRing ring = abc();
        Step.Answered<String, String> end = (Step.Answered<String, String>)
                next(call(ring, READ), silent(A)).after(answer("200"));

        EndpointRing later = end.news().apply(ring);

        assertThat(later.fromPin()).containsExactly(B, C, A);
        assertThat(later.pinnedTo(C).fromPin())
                .as("though its turn would come before B")
                .containsExactly(C, B, A);
    }

    @Test
    void F14_anEndpointThatCouldNotBeReachedInTime_isTriedLastByLaterCalls() {
        FailoverCall second = next(call(abc(), WRITE), unreachable(A));
        Step.Answered<String, String> end = (Step.Answered<String, String>) second.after(answer("200"));

        assertThat(end.news().apply(abc()).suspects()).containsExactly(A);
    }

    @Test
    void F14_aSuspectThatAnswers_isTrustedAgain() {
        EndpointRing ring = new EndpointRing(List.of(A, B, C), 0, Set.of(A, B, C));

        Step.Answered<String, String> end =
                (Step.Answered<String, String>) call(ring, READ).after(answer("200"));

        assertThat(end.news().apply(ring).suspects()).containsExactlyInAnyOrder(B, C);
    }

    @Test
    void F14_whenAllAreSuspect_allAreTried() {
        EndpointRing ring = new EndpointRing(List.of(A, B, C), 1, Set.of(A, B, C));
        FailoverCall first = call(ring, READ);
        FailoverCall second = next(first, notSent(B));
        FailoverCall third = next(second, notSent(C));

        assertThat(List.of(first.endpoint(), second.endpoint(), third.endpoint()))
                .containsExactly(B, C, A);
    }

    private static FailoverCall call(EndpointRing ring, CallKind kind) {
        return FailoverCall.on(ring, kind);
    }

    private static FailoverCall next(FailoverCall call, AttemptResult<String, String> result) {
        URI tried = call.endpoint();
        Step<String, String> step = call.after(result);
        assertThat(step).as("after %s on %s", result, tried).isInstanceOf(Step.TryNext.class);
        return ((Step.TryNext<String, String>) step).call();
    }

    private static Step.GaveUp<String, String> gaveUp(FailoverCall call, AttemptResult<String, String> result) {
        return (Step.GaveUp<String, String>) call.after(result);
    }
}
