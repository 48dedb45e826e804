package dev.pinwheel.etcd.core.watch;

import dev.pinwheel.etcd.core.call.Operation;
import dev.pinwheel.etcd.core.call.UnexpectedAnswerException;
import dev.pinwheel.etcd.core.dispatch.CallResult;
import dev.pinwheel.etcd.core.dispatch.Dispatcher;
import dev.pinwheel.etcd.core.dispatch.ErrorBody;
import dev.pinwheel.etcd.core.dispatch.EtcdAnswer;
import dev.pinwheel.etcd.core.dispatch.EtcdRequest;
import dev.pinwheel.etcd.core.dispatch.InvalidAnswer;
import dev.pinwheel.etcd.keys.Action;
import dev.pinwheel.etcd.keys.KeysException;
import dev.pinwheel.etcd.keys.KeysResponse;
import dev.pinwheel.etcd.keys.WatchGapException;
import dev.pinwheel.etcd.spi.Headers;
import dev.pinwheel.etcd.spi.ResponseHead;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Makes news for a watch of what servers answer, and exceptions of its end. Safe for use by many threads.
 *
 * @param key what is watched
 */
record WatchAnswers(WatchedKey key) {
    private static final int KEY_NOT_FOUND = 100;
    private static final int NOT_A_DIRECTORY = 104;

    /** What the head of a poll tells; empty if etcd would not send it. */
    Optional<PollHead> head(URI endpoint, ResponseHead head, boolean isRedirected, Duration at) {
        Headers headers = head.headers();
        PollHead.Route route =
                isRedirected || headers.first("Via").isPresent() ? PollHead.Route.INDIRECT : PollHead.Route.DIRECT;
        return Optional.of(index(headers))
                .filter(Numbers::isIndex)
                .map(index -> new PollHead(endpoint, clusterId(headers), index, route, at));
    }

    /** What to make of a 200 without an index: nobody knows how long it would stay open. */
    static PollEnd.Garbage withoutIndex(URI endpoint, ResponseHead head) {
        return new PollEnd.Garbage(InvalidAnswer.of(
                new EtcdAnswer(endpoint, head.status(), head.headers(), new byte[0]), "no usable X-Etcd-Index", null));
    }

    PollEnd ofPoll(CallResult result, Duration at) {
        if (result instanceof CallResult.Rejected rejected) {
            return new PollEnd.Garbage(rejected.invalid());
        }
        if (!(result instanceof CallResult.Answered answered)) {
            return new PollEnd.Interrupted(at);
        }
        EtcdAnswer answer = answered.answer();
        if (answer.status() == 200 && answer.body().length == 0) {
            return new PollEnd.Empty(at);
        }
        try {
            if (answer.status() != 200) {
                return new PollEnd.Refused(key.refusal(answer), clusterId(answer.headers()), answer.endpoint());
            }
            KeysResponse event = key.content(answer);
            if (event.action() == Action.GET) {
                throw new UnexpectedAnswerException("what is there instead of what has changed");
            }
            return new PollEnd.Event(event.action(), event.node(), event.prevNode());
        } catch (UnexpectedAnswerException unexpected) {
            return new PollEnd.Garbage(InvalidAnswer.of(answer, unexpected.fault(), unexpected.getCause()));
        }
    }

    ReadEnd ofRead(CallResult result) {
        if (result instanceof CallResult.Rejected rejected) {
            return new ReadEnd.Garbage(rejected.invalid());
        }
        if (!(result instanceof CallResult.Answered answered)) {
            return new ReadEnd.Failed();
        }
        EtcdAnswer answer = answered.answer();
        try {
            Optional<ReadEnd.Found> found = found(answer);
            return found.isPresent() ? found.get() : new ReadEnd.Refused(key.refusal(answer), answer.endpoint());
        } catch (UnexpectedAnswerException unexpected) {
            return new ReadEnd.Garbage(InvalidAnswer.of(answer, unexpected.fault(), unexpected.getCause()));
        }
    }

    /** The quorum read that a watch of the present begins with, as a call. */
    Operation<ReadEnd.Found> present(boolean isRecursive) {
        return new Operation<>(key.read(isRecursive), (request, answer) -> {
            Optional<ReadEnd.Found> found = found(answer).filter(read -> Numbers.isIndex(read.index()));
            if (found.isPresent()) {
                return found.get();
            }
            if (answer.status() == 200) {
                throw new UnexpectedAnswerException("no usable X-Etcd-Index");
            }
            throw refused(request, key.refusal(answer), answer.endpoint());
        });
    }

    /** The exception for the end of the watch, with the stack trace of whoever calls this. */
    RuntimeException exception(WatchEnd end, EtcdRequest poll, Dispatcher dispatcher) {
        if (end instanceof WatchEnd.Gap gap) {
            return new WatchGapException(key.shown(), gap.from(), gap.reason(), gap.position());
        }
        if (end instanceof WatchEnd.Refused refused) {
            return refused(poll, refused.error(), refused.endpoint());
        }
        return end instanceof WatchEnd.Garbage garbage
                ? dispatcher.invalid(poll, garbage.answer())
                : new IllegalStateException("the watch of " + key.shown() + " was ended by its user");
    }

    private Optional<ReadEnd.Found> found(EtcdAnswer answer) throws UnexpectedAnswerException {
        if (answer.status() == 200) {
            KeysResponse read = key.content(answer);
            return Optional.of(new ReadEnd.Found(answer.endpoint(), read.clusterId(), read.index(), read.nodeIfSent()));
        }
        int code = key.refusal(answer).code();
        return code == KEY_NOT_FOUND || code == NOT_A_DIRECTORY
                ? Optional.of(new ReadEnd.Found(
                        answer.endpoint(), clusterId(answer.headers()), index(answer.headers()), Optional.empty()))
                : Optional.empty();
    }

    private static KeysException refused(EtcdRequest request, ErrorBody error, URI endpoint) {
        return new KeysException(
                request.toString(), error.code(), error.message(), error.cause(), error.index(), endpoint);
    }

    private static String clusterId(Headers headers) {
        return headers.first("X-Etcd-Cluster-Id").orElse("");
    }

    private static long index(Headers headers) {
        try {
            return Long.parseLong(headers.first("X-Etcd-Index").orElse(""));
        } catch (NumberFormatException notANumber) {
            return 0;
        }
    }
}
