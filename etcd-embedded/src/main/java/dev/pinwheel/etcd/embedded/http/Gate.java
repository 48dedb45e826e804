package dev.pinwheel.etcd.embedded.http;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What every request of a member passes on its way, and where it waits while the member is paused: as a task in a
 * queue, without a thread.
 *
 * <p>Thread-safe.
 */
final class Gate implements Executor {
    private final Object lock = new Object();
    private final Executor workers;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private boolean closed;
    private @Nullable Runnable end;

    Gate(Executor workers) {
        this.workers = workers;
    }

    /**
     * Runs a task on a worker, once the gate is open. After {@link #endWith}, runs the end in its place and on the
     * caller's thread.
     */
    @Override
    public void execute(Runnable task) {
        Runnable last = end();
        if (last != null) {
            last.run();
        } else if (!keepIfClosed(task)) {
            workers.execute(task);
        }
    }

    /** Runs a task at once if the gate is open, else on a worker when it opens. */
    void pass(Runnable task) {
        if (!keepIfClosed(task)) {
            task.run();
        }
    }

    /** Runs a task on a worker once the gate is open, and never after the end. */
    void handOver(Runnable task) {
        if (end() == null && !keepIfClosed(task)) {
            workers.execute(task);
        }
    }

    /** Drops the tasks to come; each runs {@code last} instead. */
    void endWith(Runnable last) {
        synchronized (lock) {
            end = last;
        }
    }

    void close() {
        synchronized (lock) {
            closed = true;
        }
    }

    void open() {
        List<Runnable> released;
        synchronized (lock) {
            closed = false;
            released = List.copyOf(waiting);
            waiting.clear();
        }
        released.forEach(workers::execute);
    }

    private @Nullable Runnable end() {
        synchronized (lock) {
            return end;
        }
    }

    private boolean keepIfClosed(Runnable task) {
        synchronized (lock) {
            return closed && waiting.add(task);
        }
    }
}
