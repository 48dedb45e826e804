package dev.pinwheel.etcd.transport.okhttp;

import dev.pinwheel.etcd.spi.SerialExchange;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Keeps an exchange on one thread: what other threads want of it waits until that thread is free. */
final class Carrier implements Executor {
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private volatile @Nullable Thread thread;

    /** Runs the task at once on the carrying thread, and as soon as that is free for all others. */
    @Override
    public void execute(Runnable task) {
        if (thread == Thread.currentThread()) {
            task.run();
        } else {
            tasks.add(task);
            LockSupport.unpark(thread);
        }
    }

    /** Makes this the carrying thread until the exchange has ended; an interrupt cancels it and is kept (T2.8). */
    void carry(SerialExchange exchange) {
        thread = Thread.currentThread();
        boolean interrupted = false;
        while (!exchange.isEnded()) {
            if (Thread.interrupted()) {
                interrupted = true;
                exchange.cancel();
            }
            Runnable task = tasks.poll();
            if (task != null) {
                task.run();
            } else if (!exchange.isEnded()) {
                LockSupport.park(this);
            }
        }
        thread = null;
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
