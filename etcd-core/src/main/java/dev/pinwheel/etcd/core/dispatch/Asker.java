package dev.pinwheel.etcd.core.dispatch;

import dev.pinwheel.etcd.core.failover.EndpointRing;
import dev.pinwheel.etcd.core.failover.Rings;
import dev.pinwheel.etcd.spi.Transport;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.json.JsonFactory;

/**
 * Asks one endpoint and no other, without credentials, such as for its version; the answer is never news about the
 * ring, and nobody looks out for it. Safe for use by many threads.
 */
@Singleton
public final class Asker {
    private final Attempt.Engine engine;
    private final Attempt.Engine untimed;

    /** Over a transport and a timer that others close. */
    @Inject
    public Asker(Transport transport, Timer timer, JsonFactory json, Settings settings) {
        this.engine = new Attempt.Engine(
                transport, timer, json, settings, Authorization.NONE, new HighestIndex(), List::of, Lookout.NONE);
        this.untimed = engine.with(settings.withoutHeaderTimeout());
    }

    /** Begins to ask; the header time-out bounds it as it bounds a call. */
    public PendingCall ask(URI endpoint, String path, Optional<Deadline> deadline) {
        return begin(engine, endpoint, path, deadline);
    }

    /** Begins to ask, within a budget in place of the header time-out. */
    public PendingCall ask(URI endpoint, String path, Duration budget) {
        return begin(untimed, endpoint, path, Optional.of(Deadline.in(budget)));
    }

    private static PendingCall begin(Attempt.Engine engine, URI endpoint, String path, Optional<Deadline> deadline) {
        PendingCall call = new PendingCall(
                engine,
                Optional.empty(),
                new Rings(EndpointRing.of(endpoint)),
                EtcdRequest.read(path),
                deadline,
                PollListener.NONE,
                CallLimit.Turn.ALWAYS);
        call.start();
        return call;
    }
}
