package dev.pinwheel.etcd.embedded;

import dev.pinwheel.etcd.embedded.store.ReplicatedStore;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What a cluster does on its own, twice a second as etcd's leader does: lets nodes expire while nobody asks for
 * anything, and sees off members that were removed.
 */
final class Housekeeping implements AutoCloseable {
    private static final long PERIOD_MILLIS = 500;
    private static final long LONGEST_END_MILLIS = 10_000;

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Queue<Runnable> chores = new ConcurrentLinkedQueue<>();
    private final Thread thread;

    private Housekeeping(ReplicatedStore store) {
        this.thread = new Thread(() -> run(store), "embedded-etcd-housekeeping");
        thread.setDaemon(true);
    }

    static Housekeeping start(ReplicatedStore store) {
        Housekeeping housekeeping = new Housekeeping(store);
        housekeeping.thread.start();
        return housekeeping;
    }

    /** Does something once, soon: whoever asks for it is answered first. */
    void soon(Runnable chore) {
        chores.add(chore);
    }

    /** Waits until the thread is gone. */
    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(LONGEST_END_MILLIS);
        } catch (InterruptedException interrupted) {
            // The thread ends anyway; whoever interrupts does not want to wait for that.
            Thread.currentThread().interrupt();
        }
    }

    private void run(ReplicatedStore store) {
        try {
            while (!closed.await(PERIOD_MILLIS, TimeUnit.MILLISECONDS)) {
                store.expireDue();
                for (Runnable chore = chores.poll(); chore != null; chore = chores.poll()) {
                    chore.run();
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
