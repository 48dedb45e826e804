package dev.pinwheel.etcd.core.dispatch;

import dev.pinwheel.etcd.spi.HttpRequest;
import dev.pinwheel.etcd.spi.ResponseListener;
import dev.pinwheel.etcd.spi.Transport;
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

    /** Carries one exchange after another, until none follows on this thread. */
    void carryAll() {
        for (Runnable exchange = next; exchange != null; exchange = next) {
            next = null;
            exchange.run();
        }
        isDone = true;
    }
}
