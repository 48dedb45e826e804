package dev.pinwheel.etcd.embedded.server;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Tasks for later. Used on the server's thread only. */
final class Timers {
    private final PriorityQueue<Timer> timers = new PriorityQueue<>(
            Comparator.<Timer>comparingLong(timer -> timer.nanos).thenComparingLong(timer -> timer.number));
    private final long start = System.nanoTime();
    private long count;

    private record Timer(long nanos, long number, Runnable task) {}

    /** Adds a task that is due so long after a moment of {@link #now}. */
    void add(long from, Duration delay, Runnable task) {
        timers.add(new Timer(from + delay.toNanos(), count++, task));
    }

    /** Runs what is due; not what that adds. */
    void runDue() {
        long now = now();
        long first = count;
        for (Timer next = timers.peek();
                next != null && next.nanos <= now && next.number < first;
                next = timers.peek()) {
            timers.remove();
            next.task.run();
        }
    }

    /** How long until the next task is due: 0 for ever, as selectors have it, else at least 1. */
    long millisToNext() {
        Timer next = timers.peek();
        return next == null ? 0 : Math.max(1, (next.nanos - now() + 999_999) / 1_000_000);
    }

    void clear() {
        timers.clear();
    }

    long now() {
        return System.nanoTime() - start;
    }
}
