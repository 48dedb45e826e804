package dev.pinwheel.etcd.core.watch;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs tasks one after the other, each happens-before the next, however many threads bring them. A task that throws is
 * a defect, and must not. Safe for use by many threads.
 */
final class Serial {
    private final Executor executor;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();

    /** Runs them on the executor, as many at a time as there are. */
    Serial(Executor executor) {
        this.executor = executor;
    }

    void run(Runnable task) {
        tasks.add(task);
        if (waiting.getAndIncrement() == 0) {
            executor.execute(this::runAll);
        }
    }

    private void runAll() {
        do {
            tasks.remove().run();
        } while (waiting.decrementAndGet() > 0);
    }
}
