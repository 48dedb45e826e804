package dev.pinwheel.etcd.core.dispatch;

import dev.pinwheel.etcd.core.failover.EndpointRing;
import dev.pinwheel.etcd.core.failover.Step;

/**
 * How a call ended; a value, so that whoever waits for it makes the exception on the thread, and with the stack trace,
 * of the caller.
 */
public sealed interface CallResult {

    /**
     * An answer, of any status below 500.
     *
     * @param answer the answer
     * @param startedFrom the ring that the call started from
     */
    record Answered(EtcdAnswer answer, EndpointRing startedFrom) implements CallResult {}

    /**
     * Something that cannot be etcd's answer.
     *
     * @param invalid what it was
     */
    record Rejected(InvalidAnswer invalid) implements CallResult {}

    /**
     * No answer.
     *
     * @param end the failures, and why there were no more attempts
     * @param endpoints how many endpoints there were to try
     * @param ending what ended the call early, for people; empty if nothing did
     * @param inLine whether it ended before its turn had come (see {@link CallLimit})
     */
    record Unanswered(Step.GaveUp<EtcdAnswer, InvalidAnswer> end, int endpoints, String ending, boolean inLine)
            implements CallResult {}
}
