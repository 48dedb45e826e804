package dev.pinwheel.etcd.core.cluster;

import dev.pinwheel.etcd.core.dispatch.Asker;
import dev.pinwheel.etcd.core.dispatch.Lookout;
import dev.pinwheel.etcd.core.dispatch.Timer;
import dev.pinwheel.etcd.core.failover.EndpointRing;
import dev.pinwheel.etcd.core.failover.Rings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds dead and cut-off endpoints while calls wait for them, polls are open there, or reads go to them (F13).
 *
 * <p>A client that does nothing asks nothing. Safe for use by many threads.
 */
@Singleton
public final class Probes implements Lookout {
    private final ProbeSettings settings;
    private final Sentry.Means means;
    private final Map<URI, Sentry> sentries = new ConcurrentHashMap<>();

    /**
     * Probes over a transport and a timer that others close.
     *
     * @param settings when to ask
     * @param listener is told of suspects
     */
    @Inject
    public Probes(ProbeSettings settings, Asker asker, Timer timer, Rings rings, GuardedListener listener) {
        this.settings = settings;
        this.means = new Sentry.Means(asker, timer, rings, listener, this::retrySuspects);
    }

    @Override
    public Duration patience() {
        return settings.stallProbeAfter();
    }

    @Override
    public Post waiting(URI endpoint, Runnable moveOn) {
        if (isPointless()) {
            return Post.LEFT;
        }
        retrySuspects();
        return sentry(endpoint).waiting(moveOn);
    }

    @Override
    public Post polling(URI endpoint, Runnable moveOn) {
        if (isPointless()) {
            return Post.LEFT;
        }
        retrySuspects();
        return sentry(endpoint).polling(moveOn);
    }

    @Override
    public void heardFrom(URI endpoint) {
        Sentry known = sentries.get(endpoint);
        if (known != null) {
            known.hasSpoken();
        }
    }

    @Override
    public void hasRead(URI endpoint) {
        Sentry known = sentries.get(endpoint);
        if (known == null ? isPointless() : !known.isReadNews(System.nanoTime())) {
            return;
        }
        retrySuspects();
        sentry(endpoint).read();
    }

    private boolean isPointless() {
        return settings.asksNothing() || means.rings().current().turns() == 1;
    }

    private Sentry sentry(URI endpoint) {
        return sentries.computeIfAbsent(endpoint, one -> new Sentry(one, settings, means));
    }

    private void retrySuspects() {
        EndpointRing ring = means.rings().current();
        ring.suspects().forEach(this::sentry);
        sentries.forEach((endpoint, sentry) -> {
            sentry.agree();
            if (ring.suspects().contains(endpoint)) {
                sentry.retry();
            } else if (!sentry.isBusy() && !ring.all().contains(endpoint)) {
                sentries.remove(endpoint);
            }
        });
    }
}
