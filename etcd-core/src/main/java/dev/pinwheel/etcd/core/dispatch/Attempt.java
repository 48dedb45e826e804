package dev.pinwheel.etcd.core.dispatch;

import dev.pinwheel.etcd.EndpointFailure;
import dev.pinwheel.etcd.core.failover.AttemptResult;
import dev.pinwheel.etcd.core.failover.CallKind;
import dev.pinwheel.etcd.core.failover.FailoverCall;
import dev.pinwheel.etcd.keys.ErrorCode;
import dev.pinwheel.etcd.spi.Headers;
import dev.pinwheel.etcd.spi.HttpRequest;
import dev.pinwheel.etcd.spi.ResponseHead;
import dev.pinwheel.etcd.spi.Transport;
import dev.pinwheel.etcd.spi.TransportException;
import dev.pinwheel.etcd.spi.TransportException.Kind;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.json.JsonFactory;

/**
 * One attempt of a call on one endpoint, redirects included: an exchange for each hop, and a watchdog over all of them.
 *
 * <p>Ends exactly once, with a result. An attempt that is aborted ends when its exchange does, as only then it is known
 * whether the request was sent; or after a grace, and then it counts as sent.
 */
final class Attempt {

    /** Why an attempt is cut short. */
    enum Abort {
        HEAD_TIMEOUT,
        BODY_STALLED,
        BODY_TOO_LONG,
        SUSPECT,
        CALL_ENDED
    }

    private final Engine engine;
    private final Carrier carrier;
    private final FailoverCall call;
    private final URI endpoint;
    private final EtcdRequest request;
    private final Duration headLimit;
    private final Runnable leavePoll;
    private final PollListener poll;
    private final Consumer<AttemptResult<EtcdAnswer, InvalidAnswer>> whenEnded;
    private final AtomicReference<@Nullable Abort> aborted = new AtomicReference<>();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicInteger followed = new AtomicInteger();

    private volatile @Nullable Collector hop;
    private volatile Redirects.@Nullable Verdict verdict; // Of the current hop; null until its head has come.
    private volatile long lastMove = System.nanoTime();
    private volatile Timer.Task watchdog = Timer.Task.NEVER;
    private volatile Timer.Task grace = Timer.Task.NEVER;
    private volatile Lookout.Post waiting = Lookout.Post.LEFT;
    private volatile Lookout.Post polling = Lookout.Post.LEFT;
    private volatile long startedAt;

    /**
     * What attempts are made with.
     *
     * @param transport carries the exchanges
     * @param timer wakes the watchdog
     * @param json reads error bodies
     * @param settings how attempts are made
     * @param authorization who the client is
     * @param highest what reads may not go back behind
     * @param endpoints who may be told who the client is (F10)
     * @param lookout is told of long waits (F13)
     */
    record Engine(
            Transport transport,
            Timer timer,
            JsonFactory json,
            Settings settings,
            Authorization authorization,
            HighestIndex highest,
            Supplier<Collection<URI>> endpoints,
            Lookout lookout) {

        /** The same for calls that need no credentials, and that nobody looks out for. */
        Engine asNobody() {
            return new Engine(transport, timer, json, settings, Authorization.NONE, highest, endpoints, Lookout.NONE);
        }

        /** The same with other settings. */
        Engine with(Settings others) {
            return new Engine(transport, timer, json, others, authorization, highest, endpoints, lookout);
        }
    }

    /**
     * An attempt that has not started.
     *
     * @param call which endpoint it tries, and whether there are more
     * @param headLimit until the head must have come (F11, F15); zero for no limit
     * @param leavePoll is run when the endpoint of an open long poll has become suspect (F13)
     * @param poll is told how a long poll goes
     */
    Attempt(
            Engine engine,
            Carrier carrier,
            FailoverCall call,
            EtcdRequest request,
            Duration headLimit,
            Runnable leavePoll,
            PollListener poll,
            Consumer<AttemptResult<EtcdAnswer, InvalidAnswer>> whenEnded) {
        this.engine = engine;
        this.carrier = carrier;
        this.call = call;
        this.endpoint = call.endpoint();
        this.request = request;
        this.headLimit = headLimit;
        this.leavePoll = leavePoll;
        this.poll = poll;
        this.whenEnded = whenEnded;
    }

    void start() {
        startedAt = System.nanoTime();
        Duration patience = engine.lookout().patience();
        boolean isPatient = patience.isZero() || (!headLimit.isZero() && headLimit.compareTo(patience) <= 0);
        if (!(isPatient && headLimit.isZero())) {
            watchdog = engine.timer().after(isPatient ? headLimit : patience, this::watch);
        }
        send(request.to(endpoint, engine.authorization()));
    }

    private void send(HttpRequest request) {
        Collector next = new Collector(this, request, engine.settings().bodyLimit());
        verdict = null;
        hop = next;
        carrier.carry(request, next);
    }

    /** Cuts the attempt short; the first reason counts. Does nothing after the end. */
    void abort(Abort why) {
        if (!ended.get() && aborted.compareAndSet(null, why)) {
            Collector running = hop;
            if (running != null) {
                running.abort();
            }
            if (!ended.get()) {
                grace = engine.timer().after(Settings.ABORT_GRACE, () -> endAborted(why, false, null));
                if (ended.get()) {
                    grace.cancel();
                }
            }
        }
    }

    // What the collector of the current hop reports.

    void started(Collector reporting) {
        if (aborted.get() != null) {
            reporting.abort();
        }
    }

    void headArrived(Collector reporting, ResponseHead head) {
        lastMove = System.nanoTime();
        verdict = Redirects.judge(
                reporting.request(), head, followed.get(), engine.settings().redirectPolicy(), this::guarded);
        waiting.leave();
        heard();
        if (verdict instanceof Redirects.Final && request.kind() == CallKind.WATCH && head.status() == 200) {
            polling = engine.lookout().polling(endpoint, leavePoll);
            if (ended.get()) {
                polling.leave();
            }
            poll.opened(endpoint, head, followed.get() > 0);
        }
    }

    /** Who has redirected us is not who is answering now. */
    private void heard() {
        if (followed.get() == 0) {
            engine.lookout().heardFrom(endpoint);
        }
    }

    private Headers guarded(URI to, Headers headers) {
        return Authorization.onlyTo(engine.endpoints().get(), to, headers);
    }

    void bodyMoved() {
        lastMove = System.nanoTime();
        if (verdict instanceof Redirects.Final) {
            heard();
            poll.bodyBegan();
        }
    }

    void completed(ResponseHead head, byte[] body) {
        EtcdAnswer answer = new EtcdAnswer(endpoint, head.status(), head.headers(), body);
        Redirects.Verdict judged = verdict;
        if (judged instanceof Redirects.Follow follow) {
            followed.incrementAndGet();
            send(follow.request());
        } else if (judged instanceof Redirects.Refuse refuse) {
            end(new AttemptResult.Garbage<>(InvalidAnswer.of(answer, refuse.fault(), null)));
        } else if (answer.status() >= 500) {
            end(new AttemptResult.Failed<>(serverFailure(answer)));
        } else {
            if (request.isPlainRead()) {
                engine.lookout().hasRead(endpoint);
            }
            end(lagOf(answer)
                    .<AttemptResult<EtcdAnswer, InvalidAnswer>>map(
                            lag -> new AttemptResult.Failed<>(new EndpointFailure.Lagging(endpoint, lag)))
                    .orElseGet(() -> new AttemptResult.Answer<>(answer)));
        }
    }

    private Optional<String> lagOf(EtcdAnswer answer) {
        if (!engine.settings().isMonotonic() || request.kind() == CallKind.WATCH) {
            return Optional.empty();
        }
        Optional<String> lag = engine.highest().lagOf(answer);
        return request.kind() == CallKind.READ ? lag : Optional.empty();
    }

    void failed(TransportException failure) {
        Abort why = aborted.get();
        if (why != null) {
            endAborted(why, failure.requestNotSent(), failure);
        } else if (failure.requestNotSent() && followed.get() == 0) {
            end(new AttemptResult.Failed<>(new EndpointFailure.NotSent(endpoint, FailureWords.of(failure), failure)));
        } else if (failure.kind() == Kind.PROTOCOL) {
            end(new AttemptResult.Garbage<>(InvalidAnswer.notHttp(endpoint, failure)));
        } else {
            end(new AttemptResult.Failed<>(
                    new EndpointFailure.Interrupted(endpoint, FailureWords.of(failure), failure)));
        }
    }

    private void watch() {
        if (!(verdict instanceof Redirects.Final)) {
            waitForHead();
            return;
        }
        Duration pause = engine.settings().headerTimeout();
        if (pause.isZero() || request.kind() == CallKind.WATCH) {
            return;
        }
        long left = Timer.nanos(pause) - (System.nanoTime() - lastMove);
        if (left <= 0) {
            abort(Abort.BODY_STALLED);
        } else {
            again(Duration.ofNanos(left));
        }
    }

    private void waitForHead() {
        Duration waited = Duration.ofNanos(System.nanoTime() - startedAt);
        if (!headLimit.isZero() && waited.compareTo(headLimit) >= 0) {
            abort(Abort.HEAD_TIMEOUT);
            return;
        }
        waiting.leave();
        waiting = engine.lookout().waiting(endpoint, this::moveOn);
        if (verdict != null || ended.get()) {
            waiting.leave();
        }
        if (!headLimit.isZero()) {
            again(headLimit.minus(waited));
        }
    }

    /** A write that has perhaps been received has nowhere to go, and neither has the last attempt of a call. */
    private void moveOn() {
        if (request.kind().isRepeatable() && call.untried() > 1) {
            abort(Abort.SUSPECT);
        }
    }

    private void again(Duration delay) {
        watchdog = engine.timer().after(delay, this::watch);
        if (ended.get()) {
            watchdog.cancel();
        }
    }

    private void endAborted(Abort why, boolean notSent, @Nullable TransportException reported) {
        String what = FailureWords.of(why, notSent, headLimit, engine.settings());
        TransportException error =
                reported != null ? reported : new TransportException(Kind.CANCELLED, false, what, null);
        EndpointFailure failure = notSent && followed.get() == 0
                ? new EndpointFailure.NotSent(endpoint, what, error)
                : new EndpointFailure.Interrupted(endpoint, what, error);
        end(
                why == Abort.HEAD_TIMEOUT || why == Abort.SUSPECT
                        ? new AttemptResult.Silent<>(failure)
                        : new AttemptResult.Failed<>(failure));
    }

    private void end(AttemptResult<EtcdAnswer, InvalidAnswer> result) {
        if (ended.compareAndSet(false, true)) {
            watchdog.cancel();
            grace.cancel();
            waiting.leave();
            polling.leave();
            whenEnded.accept(result);
        }
    }

    private EndpointFailure serverFailure(EtcdAnswer answer) {
        return ErrorBody.parse(engine.json(), answer.body())
                .map(error -> new EndpointFailure.ServerFailure(
                        endpoint,
                        answer.status() + ": " + error.describe(),
                        answer.status(),
                        ErrorCode.ofNumber(error.code())))
                .orElseGet(() -> new EndpointFailure.ServerFailure(
                        endpoint, answer.status() + ": " + answer.bodyStart(), answer.status(), ErrorCode.UNKNOWN));
    }
}
