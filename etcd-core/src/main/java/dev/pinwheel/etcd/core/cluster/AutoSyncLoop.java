package dev.pinwheel.etcd.core.cluster;

import dev.pinwheel.etcd.AutoSync;
import dev.pinwheel.etcd.core.dispatch.Timer;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.random.RandomGenerator;

/** Syncs again and again until it or the client is closed; a failure does not end it (C4). Safe for many threads. */
public final class AutoSyncLoop implements AutoSync {
    private static final double JITTER = 0.1;

    private final ClusterSync sync;
    private final GuardedListener listener;
    private final Timer timer;
    private final RandomGenerator random;
    private final Duration interval;

    private volatile boolean closed;
    private volatile Timer.Task next = Timer.Task.NEVER;

    private AutoSyncLoop(
            ClusterSync sync, GuardedListener listener, Timer timer, RandomGenerator random, Duration interval) {
        this.sync = sync;
        this.listener = listener;
        this.timer = timer;
        this.random = random;
        this.interval = interval;
    }

    /**
     * Begins with a first round.
     *
     * @throws IllegalArgumentException if the interval is not above zero
     * @throws IllegalStateException if the client is closed
     */
    static AutoSyncLoop start(
            ClusterSync sync, GuardedListener listener, Timer timer, RandomGenerator random, Duration interval) {
        if (interval.isNegative() || interval.isZero()) {
            throw new IllegalArgumentException("interval is " + interval + "; give a time above zero, such as 1 min");
        }
        AutoSyncLoop loop = new AutoSyncLoop(sync, listener, timer, random, interval);
        loop.round();
        return loop;
    }

    private void round() {
        var unused = sync.run().whenComplete((endpoints, failure) -> {
            if (closed) {
                return;
            }
            if (failure != null) {
                Throwable cause = failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause()
                        : failure;
                listener.tell(to -> to.syncFailed(
                        cause instanceof RuntimeException told ? told : new IllegalStateException(cause)));
            }
            next = timer.after(jittered(), this::roundUnlessClosed);
            if (closed) {
                next.cancel();
            }
        });
    }

    private void roundUnlessClosed() {
        if (!closed) {
            try {
                round();
            } catch (IllegalStateException clientIsClosed) {
                close();
            }
        }
    }

    private Duration jittered() {
        double factor = 1 + JITTER * (2 * random.nextDouble() - 1);
        return Duration.ofNanos((long) (Timer.nanos(interval) * factor));
    }

    @Override
    public void close() {
        closed = true;
        next.cancel();
    }
}
