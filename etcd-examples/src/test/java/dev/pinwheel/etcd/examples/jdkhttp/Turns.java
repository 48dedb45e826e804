package dev.pinwheel.etcd.examples.jdkhttp;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Lets so many exchanges with one origin run at once, in the order in which they came; the client has no such limit.
 *
 * <p>Thread-safe; exchanges are let go outside of the lock.
 */
final class Turns {
    private final int limit;
    private final Map<String, Integer> running = new HashMap<>();
    private final Map<String, Queue<Runnable>> waiting = new HashMap<>();

    Turns(int limit) {
        this.limit = limit;
    }

    /** Runs a task at once, or when its turn has come. */
    void await(String origin, Runnable task) {
        if (begins(origin, task)) {
            task.run();
        }
    }

    private synchronized boolean begins(String origin, Runnable task) {
        if (running.merge(origin, 1, Integer::sum) <= limit) {
            return true;
        }
        running.merge(origin, -1, Integer::sum);
        waiting.computeIfAbsent(origin, any -> new ArrayDeque<>()).add(task);
        return false;
    }

    /** Takes a task out; true if it was still waiting. */
    synchronized boolean leave(String origin, Runnable task) {
        Queue<Runnable> queue = waiting.get(origin);
        return queue != null && queue.remove(task);
    }

    /** A task that ran has ended: the next has its turn. */
    void done(String origin) {
        Runnable next = next(origin);
        if (next != null) {
            next.run();
        }
    }

    private synchronized @Nullable Runnable next(String origin) {
        Queue<Runnable> queue = waiting.get(origin);
        Runnable next = queue == null ? null : queue.poll();
        if (next == null) {
            running.merge(origin, -1, (a, b) -> a + b == 0 ? null : a + b);
        }
        return next;
    }
}
