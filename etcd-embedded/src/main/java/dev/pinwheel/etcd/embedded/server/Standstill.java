package dev.pinwheel.etcd.embedded.server;

import java.util.function.BooleanSupplier;

/**
 * Where a thread stands still while others want it to. Thread-safe.
 *
 * <p>As with SIGSTOP, it does nothing at all then, and whoever stopped it knows that it has stopped.
 */
final class Standstill {
    private final Object lock = new Object();
    private boolean wanted;
    private boolean still;
    private boolean over;

    /** Wants the thread to stop. */
    void want() {
        synchronized (lock) {
            wanted = true;
        }
    }

    /** Says whether the thread is to stop. */
    boolean isWanted() {
        synchronized (lock) {
            return wanted && !over;
        }
    }

    /** Waits until the thread has stopped, or nobody wants that any more. */
    void await() {
        synchronized (lock) {
            waitWhile(() -> wanted && !still && !over);
        }
    }

    /** Lets the thread go on. */
    void release() {
        synchronized (lock) {
            wanted = false;
            lock.notifyAll();
        }
    }

    /** Lets the thread go on, and never stops it again. */
    void end() {
        synchronized (lock) {
            over = true;
            lock.notifyAll();
        }
    }

    /** Called by the thread itself where it can stop. */
    void pass() {
        synchronized (lock) {
            still = wanted && !over;
            if (still) {
                lock.notifyAll();
                waitWhile(() -> wanted && !over);
                still = false;
            }
        }
    }

    private void waitWhile(BooleanSupplier condition) {
        boolean interrupted = false;
        while (condition.getAsBoolean()) {
            try {
                lock.wait();
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
