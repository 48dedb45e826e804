package dev.pinwheel.etcd.core.failover;

import dev.pinwheel.etcd.EndpointFailure;

/**
 * How an attempt on one endpoint ended (F4); whether a failure was not sent, interrupted or the server's own is told by
 * the type of its {@link EndpointFailure}.
 *
 * @param <A> what an answer is
 * @param <G> what describes garbage
 */
public sealed interface AttemptResult<A, G> {

    /** Any status below 500, redirects resolved. */
    record Answer<A, G>(A answer) implements AttemptResult<A, G> {}

    /** No answer, for a reason that came quickly. */
    record Failed<A, G>(EndpointFailure failure) implements AttemptResult<A, G> {}

    /** No answer, because the endpoint let the header time-out pass (F11): it becomes a suspect (F14). */
    record Silent<A, G>(EndpointFailure failure) implements AttemptResult<A, G> {}

    /** An answer that cannot be etcd's. */
    record Garbage<A, G>(G garbage) implements AttemptResult<A, G> {}
}
