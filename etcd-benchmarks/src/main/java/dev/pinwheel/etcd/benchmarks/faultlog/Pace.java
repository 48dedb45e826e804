package dev.pinwheel.etcd.benchmarks.faultlog;

import dev.pinwheel.etcd.benchmarks.load.Patience;
import java.time.Duration;

/** The beat of a worker, who does not make up for what he has missed. Not safe for use by many threads. */
final class Pace {
    private final long periodNanos;
    private long due = System.nanoTime();

    Pace(Duration period) {
        periodNanos = period.toNanos();
    }

    /** Waits for the next beat; not at all if it has passed. */
    void await() {
        long early = due - System.nanoTime();
        if (early > 0) {
            Patience.sleep(Duration.ofNanos(early));
        }
        due = Math.max(due, System.nanoTime()) + periodNanos;
    }
}
