package dev.pinwheel.etcd.core.dispatch;

import dev.pinwheel.etcd.CallCancelledException;
import dev.pinwheel.etcd.ClusterException;
import dev.pinwheel.etcd.ContextException;
import dev.pinwheel.etcd.DeadlineExceededException;
import dev.pinwheel.etcd.EndpointFailure;
import dev.pinwheel.etcd.EtcdException;
import dev.pinwheel.etcd.InvalidResponseException;
import dev.pinwheel.etcd.Outcome;
import dev.pinwheel.etcd.core.failover.Step;
import java.util.List;

/** Makes the exceptions of the calls that were not answered, in words for people (E1 to E3, E5). */
final class CallExceptions {
    private CallExceptions() {}

    static CallResult.Answered answerOrThrow(EtcdRequest request, CallResult result) {
        if (result instanceof CallResult.Answered answered) {
            return answered;
        }
        if (result instanceof CallResult.Rejected rejected) {
            throw invalid(request, rejected.invalid());
        }
        throw unanswered(request, (CallResult.Unanswered) result);
    }

    static InvalidResponseException invalid(EtcdRequest request, InvalidAnswer invalid) {
        String head = invalid.status() == 0 ? "" : " (status " + invalid.status() + ", " + contentType(invalid) + ")";
        String body = invalid.bodyStart().isEmpty() ? "" : "; it begins: " + invalid.bodyStart();
        Outcome outcome = invalid.wasRefused() || !request.kind().isWrite() ? Outcome.NOT_APPLIED : Outcome.UNKNOWN;
        return new InvalidResponseException(
                invalid.endpoint() + " answered " + request + " with " + invalid.fault() + head + body,
                invalid.endpoint(),
                invalid.status(),
                invalid.contentType(),
                invalid.bodyStart(),
                outcome,
                invalid.cause());
    }

    static CallCancelledException interruptedBefore(EtcdRequest request) {
        return new CallCancelledException(
                request + " was not sent, because its thread is interrupted", Outcome.NOT_APPLIED);
    }

    private static EtcdException unanswered(EtcdRequest request, CallResult.Unanswered unanswered) {
        Step.GaveUp<EtcdAnswer, InvalidAnswer> end = unanswered.end();
        List<EndpointFailure> failures = end.failures();
        String tried = failures.size() + " of " + unanswered.endpoints() + " tried";
        return switch (end.reason()) {
            case EXHAUSTED ->
                new ClusterException(
                        "no endpoint answered " + request + " (" + tried + inWords(request, end.outcome()) + ")",
                        failures,
                        end.outcome());
            case NOT_REPEATABLE ->
                new ClusterException(
                        request + " was not answered, and is not repeated as it may have been received (" + tried
                                + inWords(request, end.outcome()) + ")",
                        failures,
                        end.outcome());
            case DEADLINE ->
                context(
                        request,
                        failures,
                        new DeadlineExceededException(endedEarly(request, unanswered, failures), end.outcome()));
            case CANCELLED ->
                context(
                        request,
                        failures,
                        new CallCancelledException(endedEarly(request, unanswered, failures), end.outcome()));
        };
    }

    /** The last failure is the attempt that was cut short; what went before is attached (F12). */
    private static ContextException context(
            EtcdRequest request, List<EndpointFailure> failures, ContextException exception) {
        List<EndpointFailure> before = failures.subList(0, failures.size() - 1);
        if (!before.isEmpty()) {
            exception.addSuppressed(
                    new ClusterException("before that, " + request + " had failed", before, exception.outcome()));
        }
        return exception;
    }

    private static String endedEarly(
            EtcdRequest request, CallResult.Unanswered unanswered, List<EndpointFailure> failures) {
        if (unanswered.inLine()) {
            return request + " " + unanswered.ending() + ", waiting for its turn behind other calls of this client"
                    + " (see maxConcurrentCalls) and not sent";
        }
        return request + " " + unanswered.ending() + ", waiting for "
                + failures.get(failures.size() - 1).endpoint() + " (number " + failures.size() + " of "
                + unanswered.endpoints() + inWords(request, unanswered.end().outcome()) + ")";
    }

    private static String inWords(EtcdRequest request, Outcome outcome) {
        if (!request.kind().isWrite()) {
            return "";
        }
        return outcome == Outcome.NOT_APPLIED
                ? ", outcome NOT_APPLIED"
                : ", outcome UNKNOWN: the write may have been applied";
    }

    private static String contentType(InvalidAnswer invalid) {
        return invalid.contentType().isEmpty() ? "no content type" : invalid.contentType();
    }
}
