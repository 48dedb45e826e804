package dev.pinwheel.etcd.core.dispatch;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * The one thread of a client that waits for time to pass; tasks must not block. Safe for use by many threads.
 *
 * <p>Nearly every task is cancelled soon after, by the answer that it would have missed. So the thread is not told of
 * that, nor of a task that is due after it wakes anyway: a busy client wakes it a few times in a second, where an
 * executor of the JDK would do so for every call that finds its queue empty.
 */
public final class Timer implements AutoCloseable {
    /** Half of what a long holds, so that sums with a clock cannot overflow. */
    private static final long FOR_EVER = Long.MAX_VALUE / 2;

    /** A task that has not run, or has. */
    @FunctionalInterface
    public interface Task {
        /** A task that never runs. */
        Task NEVER = () -> {};

        /** Keeps the task from running, if it has not begun. */
        void cancel();
    }

    /** When something is due; of those that are due at once, the first to be asked for comes first. */
    private record Due(long at, long number) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            return at == other.at ? Long.compare(number, other.number) : Long.signum(at - other.at);
        }
    }

    private final ConcurrentSkipListMap<Due, Runnable> tasks = new ConcurrentSkipListMap<>();
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicBoolean started = new AtomicBoolean();
    private final Thread thread;
    private volatile long wakesAt = System.nanoTime() + FOR_EVER;
    private volatile boolean closed;

    public Timer(ThreadFactory threads) {
        thread = threads.newThread(this::keepTime);
    }

    /**
     * Runs the task after the delay; never, once the timer is closed: the transport was closed before, which ends all
     * that time could bound.
     */
    public Task after(Duration delay, Runnable task) {
        Due due = new Due(System.nanoTime() + nanos(delay), numbers.getAndIncrement());
        tasks.put(due, task);
        if (closed) {
            tasks.clear();
        } else if (!started.get() && started.compareAndSet(false, true)) {
            thread.start();
        } else if (due.at() - wakesAt < 0) {
            LockSupport.unpark(thread);
        }
        return () -> tasks.remove(due);
    }

    private void keepTime() {
        while (!closed) {
            // Whoever adds a task after the look at the first wakes this thread, unless the first is due before it.
            wakesAt = System.nanoTime() + FOR_EVER;
            Map.Entry<Due, Runnable> first = tasks.firstEntry();
            if (first != null) {
                wakesAt = first.getKey().at();
            }
            long left = wakesAt - System.nanoTime();
            if (left > 0) {
                var unused = Thread.interrupted(); // With a flag that a task has left it would never sleep.
                LockSupport.parkNanos(this, left);
            } else if (first != null && tasks.remove(first.getKey(), first.getValue())) {
                run(first.getValue());
            }
        }
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (Throwable broken) {
            // The next task has nothing to do with it.
            System.getLogger(Timer.class.getName()).log(System.Logger.Level.WARNING, "a timed task threw", broken);
        }
    }

    /** A time in nanoseconds; half the range of a long stands for more, so that sums with a clock cannot overflow. */
    public static long nanos(Duration time) {
        return time.compareTo(Duration.ofNanos(FOR_EVER)) < 0 ? time.toNanos() : FOR_EVER;
    }

    @Override
    public void close() {
        closed = true;
        tasks.clear();
        LockSupport.unpark(thread);
    }
}
