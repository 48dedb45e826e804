package dev.pinwheel.etcd.core.dispatch;

import dev.pinwheel.etcd.spi.HttpRequest;
import dev.pinwheel.etcd.spi.ResponseListener;
import dev.pinwheel.etcd.spi.Transport;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The thread that waits for a call, and meanwhile carries its exchanges itself (T2.8): that saves the hand-over between
 * threads which is most of the latency of a call.
 *
 * <p>An exchange that follows another is begun when the callback of that has returned, so that nothing nests. What
 * follows on another thread, such as after a time-out, is handed to the transport.
 */
final class WaitingThread implements Carrier {
    private final Transport transport;
    private final Thread thread = Thread.currentThread();

    private volatile @Nullable Runnable beginning;

    // Of the thread itself only.
    private @Nullable Runnable next;
    private boolean isDone;

    WaitingThread(Transport transport) {
        this.transport = transport;
    }

    /** Whether this is the thread that runs now. */
    boolean isCurrent() {
        return Thread.currentThread().equals(thread);
    }

    @Override
    public void carry(HttpRequest request, ResponseListener listener) {
        if (isCurrent() && !isDone) {
            next = () -> transport.executeOnCaller(request, listener);
        } else {
            transport.execute(request, listener);
        }
    }

    /** Has a call begin on this thread that has waited for its turn (see {@link CallLimit}). */
    void begin(Runnable beginning) {
        this.beginning = beginning;
        LockSupport.unpark(thread);
    }

    /**
     * Carries one exchange after another, until none follows on this thread; waits for the first one.
     *
     * @param cancel is run when the thread is interrupted before
     */
    void carryAll(Runnable cancel) {
        if (next == null) {
            awaitTurn(cancel).run();
        }
        for (Runnable exchange = next; exchange != null; exchange = next) {
            next = null;
            exchange.run();
        }
        isDone = true;
    }

    private Runnable awaitTurn(Runnable cancel) {
        boolean isCancelled = false;
        Runnable begin = beginning;
        while (begin == null) {
            if (Thread.currentThread().isInterrupted() && !isCancelled) {
                isCancelled = true;
                cancel.run(); // Which makes it begin, only to end.
            } else {
                LockSupport.park(this);
            }
            begin = beginning;
        }
        return begin;
    }
}
