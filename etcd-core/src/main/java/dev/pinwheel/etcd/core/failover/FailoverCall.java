package dev.pinwheel.etcd.core.failover;

import dev.pinwheel.etcd.EndpointFailure;
import dev.pinwheel.etcd.Outcome;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * One call's way round the ring: which endpoint is tried, and what follows from how the attempt ended.
 *
 * <p>Pure and immutable. Whoever drives it tries {@link #endpoint()}, hands the result to {@link #after}, and obeys.
 *
 * @param ring the snapshot that the call started from; each of its endpoints is tried at most once (F3, C3)
 * @param kind whether the call may be repeated
 * @param failures of the endpoints tried so far, in order
 * @param silent which of them let the header time-out pass
 */
public record FailoverCall(EndpointRing ring, CallKind kind, List<EndpointFailure> failures, Set<URI> silent) {

    public FailoverCall {
        failures = List.copyOf(failures);
        silent = Set.copyOf(silent);
    }

    /** A call that has tried nothing yet. */
    public static FailoverCall on(EndpointRing ring, CallKind kind) {
        return new FailoverCall(ring, kind, List.of(), Set.of());
    }

    /** The endpoint of the current attempt. */
    public URI endpoint() {
        return ring.atTurn(failures.size());
    }

    /** How many endpoints are left to try, the current one included. */
    public int untried() {
        return ring.turns() - failures.size();
    }

    /** What follows from the end of the current attempt. */
    public <A, G> Step<A, G> after(AttemptResult<A, G> result) {
        URI tried = endpoint();
        if (result instanceof AttemptResult.Answer<A, G> answer) {
            return new Step.Answered<>(answer.answer(), newsOfAnswer(tried));
        }
        if (result instanceof AttemptResult.Garbage<A, G> garbage) {
            return new Step.Rejected<>(garbage.garbage(), news(now -> now.movedOnFrom(tried)));
        }
        if (result instanceof AttemptResult.Silent<A, G> quiet) {
            return afterFailure(quiet.failure(), with(silent, tried));
        }
        return afterFailure(((AttemptResult.Failed<A, G>) result).failure(), silent);
    }

    private <A, G> Step<A, G> afterFailure(EndpointFailure failure, Set<URI> nowSilent) {
        FailoverCall failed = new FailoverCall(ring, kind, with(failures, failure), nowSilent);
        if (!(failure instanceof EndpointFailure.NotSent) && !kind.isRepeatable()) {
            return failed.gaveUp(Step.Reason.NOT_REPEATABLE, now -> now.movedOnFrom(endpoint()));
        }
        return failed.failures.size() < ring.turns()
                ? new Step.TryNext<>(failed)
                : failed.gaveUp(Step.Reason.EXHAUSTED, UnaryOperator.identity());
    }

    /**
     * The end of a call whose deadline passed during the current attempt, which {@code aborted} describes.
     *
     * <p>The pin moves on: otherwise calls with deadlines shorter than the header time-out would all wait for the same
     * stopped member.
     */
    public <A, G> Step.GaveUp<A, G> afterDeadline(EndpointFailure aborted) {
        return new FailoverCall(ring, kind, with(failures, aborted), silent)
                .gaveUp(Step.Reason.DEADLINE, now -> now.movedOnFrom(endpoint()));
    }

    /**
     * The end of a call that was cancelled during the current attempt, which {@code aborted} describes; this tells
     * nothing about the endpoint.
     */
    public <A, G> Step.GaveUp<A, G> afterCancellation(EndpointFailure aborted) {
        return new FailoverCall(ring, kind, with(failures, aborted), silent)
                .gaveUp(Step.Reason.CANCELLED, UnaryOperator.identity());
    }

    private <A, G> Step.GaveUp<A, G> gaveUp(Step.Reason reason, UnaryOperator<EndpointRing> last) {
        return new Step.GaveUp<>(failures, reason, outcome(), news(last));
    }

    private Outcome outcome() {
        boolean neverSent = failures.stream().allMatch(EndpointFailure.NotSent.class::isInstance);
        return neverSent || !kind.isWrite() ? Outcome.NOT_APPLIED : Outcome.UNKNOWN;
    }

    private UnaryOperator<EndpointRing> newsOfAnswer(URI by) {
        // Nearly every call ends here, and so without a closure. When others were silent, the pin leaves them first.
        boolean isPinned = silent.isEmpty() && by.equals(ring.pinned());
        return isPinned ? EndpointRing::confirmed : news(now -> now.pinnedTo(by));
    }

    /** What the ring learns from the whole call: who was silent, and then where it starts from. */
    private UnaryOperator<EndpointRing> news(UnaryOperator<EndpointRing> last) {
        return silent.isEmpty() ? last : now -> last.apply(now.suspecting(silent));
    }

    private static <T> List<T> with(List<T> list, T last) {
        List<T> more = new ArrayList<>(list);
        more.add(last);
        return more;
    }

    private static <T> Set<T> with(Set<T> set, T another) {
        Set<T> more = new HashSet<>(set);
        more.add(another);
        return more;
    }
}
