package dev.pinwheel.etcd.core.dispatch;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** The one thread of a client that waits for time to pass; tasks must not block. Safe for use by many threads. */
public final class Timer implements AutoCloseable {

    /** A task that has not run, or has. */
    @FunctionalInterface
    public interface Task {
        /** A task that never runs. */
        Task NEVER = () -> {};

        /** Keeps the task from running, if it has not begun. */
        void cancel();
    }

    private final ScheduledThreadPoolExecutor executor;

    public Timer(ThreadFactory threads) {
        executor = new ScheduledThreadPoolExecutor(1, threads);
        executor.setRemoveOnCancelPolicy(true);
    }

    /**
     * Runs the task after the delay; never, once the timer is closed: the transport was closed before, which ends all
     * that time could bound.
     */
    public Task after(Duration delay, Runnable task) {
        try {
            var scheduled = executor.schedule(task, nanos(delay), TimeUnit.NANOSECONDS);
            return () -> scheduled.cancel(false);
        } catch (RejectedExecutionException closed) {
            return Task.NEVER;
        }
    }

    /** A time in nanoseconds; half the range of a long stands for more, so that sums with a clock cannot overflow. */
    public static long nanos(Duration time) {
        Duration longest = Duration.ofNanos(Long.MAX_VALUE / 2);
        return (time.compareTo(longest) < 0 ? time : longest).toNanos();
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
