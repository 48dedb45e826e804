package dev.pinwheel.etcd.embedded;

import dev.pinwheel.etcd.embedded.replication.Alarm;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeUnit;

/**
 * What a cluster does on its own: twice a second, as etcd's leader does, it lets nodes expire while nobody asks for
 * anything; now and then it elects a leader, or sees off a member that was removed.
 */
final class Housekeeping implements Alarm, AutoCloseable {
    private static final long PERIOD_MILLIS = 500;
    private static final long LONGEST_END_MILLIS = 10_000;

    private final Queue<Thread> threads = new ConcurrentLinkedQueue<>();
    // What comes after the end is not done.
    private final ScheduledThreadPoolExecutor executor =
            new ScheduledThreadPoolExecutor(1, this::thread, new DiscardPolicy());

    Housekeeping() {
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public void set(Duration delay, Runnable task) {
        Future<?> unused = executor.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Does something twice a second. */
    void repeat(Runnable chore) {
        Future<?> unused = executor.scheduleWithFixedDelay(chore, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Does something once, soon: whoever asks for it is answered first. */
    void soon(Runnable chore) {
        set(Duration.ofMillis(PERIOD_MILLIS), chore);
    }

    /** Waits until the thread is gone. */
    @Override
    public void close() {
        executor.shutdown();
        try {
            for (Thread thread : threads) {
                // The executor counts as terminated while its thread is still on its way out.
                thread.join(LONGEST_END_MILLIS);
            }
        } catch (InterruptedException interrupted) {
            // The thread ends anyway; whoever interrupts does not want to wait for that.
            Thread.currentThread().interrupt();
        }
    }

    private Thread thread(Runnable work) {
        Thread thread = new Thread(work, "embedded-etcd-housekeeping");
        thread.setDaemon(true);
        threads.add(thread);
        return thread;
    }
}
