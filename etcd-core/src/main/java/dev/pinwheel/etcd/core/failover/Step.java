package dev.pinwheel.etcd.core.failover;

import dev.pinwheel.etcd.EndpointFailure;
import dev.pinwheel.etcd.Outcome;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What a call does after an attempt: goes on, or ends with news for the ring.
 *
 * @param <A> what an answer is
 * @param <G> what describes garbage
 */
public sealed interface Step<A, G> {

    /** Try {@link FailoverCall#endpoint()} of this next. */
    record TryNext<A, G>(FailoverCall call) implements Step<A, G> {}

    /** The call has its answer. */
    record Answered<A, G>(A answer, UnaryOperator<EndpointRing> news) implements Step<A, G> {}

    /** The call ends with something that cannot be etcd's answer (F8). */
    record Rejected<A, G>(G garbage, UnaryOperator<EndpointRing> news) implements Step<A, G> {}

    /** The call ends with every failure in order (F8). */
    record GaveUp<A, G>(
            List<EndpointFailure> failures, Reason reason, Outcome outcome, UnaryOperator<EndpointRing> news)
            implements Step<A, G> {}

    /** Why a call gives up. */
    enum Reason {
        /** Every endpoint has failed. */
        EXHAUSTED,
        /** It may have been received, and must not be repeated (F5). */
        NOT_REPEATABLE,
        /** The deadline passed (F12). */
        DEADLINE,
        /** The caller, or the closing of the client, ended it (F12). */
        CANCELLED
    }
}
