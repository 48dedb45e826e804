package dev.pinwheel.etcd.core.dispatch;

import dev.pinwheel.etcd.EtcdException;
import dev.pinwheel.etcd.core.failover.CallKind;
import dev.pinwheel.etcd.core.failover.EndpointRing;
import dev.pinwheel.etcd.core.failover.Rings;
import dev.pinwheel.etcd.spi.Capability;
import dev.pinwheel.etcd.spi.Transport;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import tools.jackson.core.json.JsonFactory;

/** Carries out calls over a transport, and owns it and the timer. Safe for use by many threads. */
@Singleton
public final class Dispatcher implements AutoCloseable {
    private final Attempt.Engine engine;
    private final Asker asker;
    private final Rings rings;
    private final CallLimit limit;
    private final boolean callerRuns;
    private final AtomicBoolean closed;

    /**
     * A dispatcher over a transport.
     *
     * @param capabilities what the transport is able to do beyond the ordinary
     * @param asker asks one endpoint over the same transport
     * @param lookout is told of long waits (F13)
     * @param limit of the calls that are in flight, polls and questions not counted
     */
    @Inject
    public Dispatcher(
            Transport transport,
            Set<Capability> capabilities,
            Timer timer,
            JsonFactory json,
            Settings settings,
            Rings rings,
            Asker asker,
            Lookout lookout,
            CallLimit limit) {
        this.callerRuns = capabilities.contains(Capability.CALLER_RUNS);
        this.engine = new Attempt.Engine(
                transport,
                timer,
                json,
                settings,
                Authorization.of(settings.credentials()),
                new HighestIndex(),
                () -> rings.current().all(),
                lookout);
        this.asker = asker;
        this.rings = rings;
        this.limit = limit;
        this.closed = new AtomicBoolean();
    }

    private Dispatcher(Dispatcher whole, URI endpoint) {
        this.callerRuns = whole.callerRuns;
        this.engine = whole.engine.asNobody();
        this.asker = whole.asker;
        this.limit = whole.limit;
        this.rings = new Rings(EndpointRing.of(endpoint));
        this.closed = whole.closed;
    }

    /** A view that asks one endpoint and no other, without credentials; this is never news about the ring. */
    public Dispatcher at(URI endpoint) {
        return new Dispatcher(this, endpoint);
    }

    /**
     * Carries out a call on whichever endpoint answers, and waits for its end.
     *
     * @throws EtcdException for every end but an answer
     * @throws IllegalArgumentException if the request line is too long for an endpoint (E6)
     * @throws IllegalStateException if the dispatcher is closed (E8)
     */
    public CallResult.Answered call(EtcdRequest request, Optional<Deadline> deadline) {
        requireOpen();
        if (Thread.currentThread().isInterrupted()) {
            throw CallExceptions.interruptedBefore(request);
        }
        requireFits(request);
        Optional<WaitingThread> waiting =
                callerRuns ? Optional.of(new WaitingThread(engine.transport())) : Optional.empty();
        return answerOrThrow(request, begin(waiting, request, deadline).await());
    }

    /**
     * Begins a call on whichever endpoint answers.
     *
     * @throws IllegalArgumentException if the request line is too long for an endpoint (E6)
     * @throws IllegalStateException if the dispatcher is closed (E8)
     */
    public PendingCall begin(EtcdRequest request, Optional<Deadline> deadline) {
        requireOpen();
        requireFits(request);
        return begin(Optional.empty(), request, deadline);
    }

    /** Begins to ask one endpoint and no other, such as for its version; this is never news about the ring. */
    public PendingCall ask(URI endpoint, String path, Optional<Deadline> deadline) {
        return asker.ask(endpoint, path, deadline);
    }

    /**
     * Begins a long poll at one endpoint and no other. That it was silent is news about the ring, that it answered is
     * not: where watches wait need not be where calls go.
     *
     * @param told is told how the poll goes
     * @throws IllegalArgumentException if the request line is too long for the endpoint (E6)
     * @throws IllegalStateException if the dispatcher is closed (E8)
     */
    public PendingCall poll(EtcdRequest request, URI endpoint, PollListener told) {
        requireOpen();
        request.requireFits(endpoint);
        PendingCall call = new PendingCall(
                engine,
                Optional.empty(),
                new Rings(EndpointRing.of(endpoint)),
                request,
                Optional.empty(),
                told,
                CallLimit.Turn.ALWAYS);
        call.whenEnded(result -> {
            if (result instanceof CallResult.Unanswered unanswered) {
                rings.report(rings.current(), unanswered.end().news());
            }
        });
        call.start();
        return call;
    }

    private void requireFits(EtcdRequest request) {
        for (URI endpoint : rings.current().all()) {
            request.requireFits(endpoint);
        }
    }

    private PendingCall begin(Optional<WaitingThread> waiting, EtcdRequest request, Optional<Deadline> deadline) {
        CallLimit.Turn turn = request.kind() == CallKind.WATCH ? CallLimit.Turn.ALWAYS : limit.turn();
        PendingCall call = new PendingCall(engine, waiting, rings, request, deadline, PollListener.NONE, turn);
        call.start();
        return call;
    }

    /**
     * The answer that a call ended with.
     *
     * @throws EtcdException if it ended otherwise
     */
    public CallResult.Answered answerOrThrow(EtcdRequest request, CallResult result) {
        return CallExceptions.answerOrThrow(request, result);
    }

    /** The exception for an answer that turned out, when it was read, not to be etcd's; the pin moves on (F8). */
    public RuntimeException reject(EtcdRequest request, CallResult.Answered answered, InvalidAnswer invalid) {
        URI endpoint = answered.answer().endpoint();
        rings.report(answered.startedFrom().pinnedTo(endpoint), now -> now.movedOnFrom(endpoint));
        return CallExceptions.invalid(request, invalid);
    }

    /** The exception for what cannot be etcd's answer. */
    public RuntimeException invalid(EtcdRequest request, InvalidAnswer invalid) {
        return CallExceptions.invalid(request, invalid);
    }

    /** What waits for time to pass. */
    public Timer timer() {
        return engine.timer();
    }

    /** Where the endpoints are kept. */
    public Rings rings() {
        return rings;
    }

    /**
     * Refuses to go on after the end.
     *
     * @throws IllegalStateException if the dispatcher is closed (E8)
     */
    public void requireOpen() {
        if (closed.get()) {
            throw new IllegalStateException("the client is closed; build a new one, or close it later");
        }
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            engine.transport().close();
            engine.timer().close();
        }
    }
}
