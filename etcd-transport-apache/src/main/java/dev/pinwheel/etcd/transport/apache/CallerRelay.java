package dev.pinwheel.etcd.transport.apache;

import dev.pinwheel.etcd.spi.Exchange;
import dev.pinwheel.etcd.spi.ResponseHead;
import dev.pinwheel.etcd.spi.ResponseListener;
import dev.pinwheel.etcd.spi.TransportException;
import dev.pinwheel.etcd.spi.TransportException.Kind;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Brings the signals of an asynchronous exchange to the thread that waits for them (T2.8); used where connections are
 * limited, since HttpClient's two pools cannot share a limit (T7.1).
 */
final class CallerRelay implements ResponseListener {

    private record Signal(Runnable delivery, boolean terminal) {}

    private final ResponseListener listener;
    private final BlockingQueue<Signal> arrived = new LinkedBlockingQueue<>();
    private @Nullable Exchange exchange;
    private @Nullable Throwable thrown;

    CallerRelay(ResponseListener listener) {
        this.listener = listener;
    }

    @Override
    public void onStart(Exchange started) {
        exchange = started;
        listener.onStart(started);
    }

    @Override
    public void onHeaders(ResponseHead head) {
        arrived.add(new Signal(() -> listener.onHeaders(head), false));
    }

    @Override
    public void onData(ByteBuffer chunk) {
        arrived.add(new Signal(() -> listener.onData(chunk), false));
    }

    @Override
    public void onComplete() {
        arrived.add(new Signal(() -> end(null), true));
    }

    @Override
    public void onFailure(TransportException failure) {
        arrived.add(new Signal(() -> end(failure), true));
    }

    /** Delivers signals until the terminal one; an interruption cancels the exchange, and the flag stays set. */
    void run() {
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            try {
                Signal next = arrived.take();
                deliver(next);
                ended = next.terminal();
            } catch (InterruptedException interruption) {
                interrupted = true;
                cancel();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void deliver(Signal next) {
        if (thrown != null && !next.terminal()) {
            return;
        }
        try {
            next.delivery().run();
        } catch (Throwable fromListener) {
            thrown = fromListener; // Of a terminal signal it is dropped (T2.7).
            cancel();
        }
    }

    private void end(@Nullable TransportException failure) {
        Throwable first = thrown;
        if (first != null) {
            boolean notSent = failure != null && failure.requestNotSent();
            listener.onFailure(new TransportException(Kind.LISTENER, notSent, "the listener threw " + first, first));
        } else if (failure != null) {
            listener.onFailure(failure);
        } else {
            listener.onComplete();
        }
    }

    private void cancel() {
        Exchange started = exchange;
        if (started != null) {
            started.cancel();
        }
    }
}
