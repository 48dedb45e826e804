package dev.pinwheel.etcd.transport.apache;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.pool.ConnPoolControl;
import org.apache.hc.core5.util.TimeValue;

/** Closes connections that nobody uses (T7.4); HttpClient's own evictor runs on a thread of its own making (T7.5). */
final class IdleConnections {
    private static final long SHORTEST_ROUND_MILLIS = 20;
    private static final long LONGEST_ROUND_MILLIS = 1_000;

    private IdleConnections() {}

    @SuppressWarnings("FutureReturnValueIgnored") // It goes on until the timer is shut down.
    static void closeAfter(Duration idle, ScheduledExecutorService timer, ConnPoolControl<?> pool) {
        if (idle.isZero()) {
            return;
        }
        TimeValue limit = TimeValue.ofMilliseconds(Durations.millis(idle));
        long round = Math.max(SHORTEST_ROUND_MILLIS, Math.min(LONGEST_ROUND_MILLIS, limit.toMilliseconds() / 4));
        timer.scheduleWithFixedDelay(() -> pool.closeIdle(limit), round, round, TimeUnit.MILLISECONDS);
    }
}
