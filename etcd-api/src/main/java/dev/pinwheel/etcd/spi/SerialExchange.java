package dev.pinwheel.etcd.spi;

import dev.pinwheel.etcd.spi.TransportException.Kind;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns what an HTTP stack reports, on whatever threads, into the serial, demand-driven signals of one exchange; what
 * an adapter would otherwise write for itself.
 *
 * <p>Keeps T2.3 to T2.7, T3.4 to T3.6, T3.10, T3.12, T4.1 and T4.5's half of T4.2: the adapter reports
 * {@link #headers}, {@link #data} and the end, and this class decides when the listener hears of it. One chunk is read
 * ahead of demand, so that the end of a message is noticed without any (T3.10) and not more is held (T3.8). Whoever
 * ends the exchange early, be it the listener or {@link OpenExchanges#close}, decides how it ends; the terminal signal
 * then waits until the stack has reported its own end, since only then it is certain whether the request was sent
 * (T5.3).
 *
 * <p>Safe for use by many threads; no lock is held while calling out.
 */
public final class SerialExchange implements Exchange {

    /** The stack's side of an exchange. */
    public interface Stack {

        /**
         * Fetch one chunk: answer with one call of {@link SerialExchange#data}, {@link SerialExchange#complete} or
         * {@link SerialExchange#fail}, now or later, on any thread.
         *
         * <p>Never called before the last chunk has been taken, nor before {@link SerialExchange#headers}.
         */
        void read();

        /**
         * End the native exchange at once, so that the server sees it; {@link SerialExchange#fail} or
         * {@link SerialExchange#complete} must follow within a second. Called once at the most.
         *
         * @param reason why, to be handed to the stack where it takes one
         */
        void abort(TransportException reason);
    }

    private enum Body {
        IDLE,
        READING
    }

    private enum Complete {
        COMPLETE
    }

    private static final int MAX_CHUNK = 65_536;

    private final Consumer<SerialExchange> whenEnded;
    private final Executor signals;
    private final AtomicInteger work =
            new AtomicInteger(1); // Held until onStart has returned: no signal may precede it (T2.1).
    private final AtomicLong demand = new AtomicLong();
    private final AtomicBoolean aborted = new AtomicBoolean();
    private final AtomicReference<@Nullable TransportException> decided = new AtomicReference<>();

    // Written by whoever has the news, read by the one thread that is emitting.
    private volatile @Nullable Stack stack;
    private volatile @Nullable ResponseHead head;
    private volatile Object body = Body.IDLE;
    private volatile @Nullable Object terminal;

    // Set when the terminal signal goes out: until then the listener may still end the exchange its own way (T2.7).
    private volatile boolean finished;

    // Only touched by the thread that is emitting. The listener is let go at the end (T2.9).
    private @Nullable ResponseListener listener;
    private boolean headDelivered;

    SerialExchange(ResponseListener listener, Executor signals, Consumer<SerialExchange> whenEnded) {
        this.listener = listener;
        this.signals = signals;
        this.whenEnded = whenEnded;
    }

    /** Signals onStart; true when the request may be sent, false when the exchange is over already. */
    boolean start(ResponseListener starting) {
        try {
            starting.onStart(this);
        } catch (Throwable thrown) {
            listenerThrew(thrown);
        }
        if (decided.get() != null) {
            terminal = new TransportException(Kind.CANCELLED, true, "ended before it was sent", null);
        }
        emitUntilIdle();
        return terminal == null;
    }

    /**
     * Hands over the stack's side, as soon as the native exchange exists; if the exchange was ended in the meantime, it
     * is aborted right away.
     *
     * @param nativeSide the stack's side
     */
    public void attach(Stack nativeSide) {
        stack = nativeSide;
        abortIfDecided();
        emit();
    }

    /**
     * Reports the final header block.
     *
     * @param arrived status and headers, not of a 1xx response
     */
    public void headers(ResponseHead arrived) {
        head = arrived;
        emit();
    }

    /**
     * Reports a chunk that {@link Stack#read} has asked for.
     *
     * @param chunk any number of bytes, 128 KiB at the most; the stack must not touch them any more
     */
    public void data(ByteBuffer chunk) {
        body = chunk.hasRemaining() ? chunk : Body.IDLE;
        emit();
    }

    /**
     * Reports that the message is complete (T3.11) and every chunk has been handed over; what comes after an end is
     * ignored.
     */
    public void complete() {
        end(Complete.COMPLETE);
    }

    /**
     * Reports that the native exchange has failed, or has ended after an {@link Stack#abort}; what comes after an end
     * is ignored.
     *
     * @param failure what happened; its {@link TransportException#requestNotSent()} is used also when the listener had
     *     ended the exchange before
     */
    public void fail(TransportException failure) {
        end(failure);
    }

    /**
     * Whether the terminal signal has been given.
     *
     * @return true from the terminal signal on
     */
    public boolean isEnded() {
        return finished;
    }

    @Override
    public void request(long chunks) {
        if (chunks <= 0) {
            IllegalArgumentException wrong =
                    new IllegalArgumentException("request(" + chunks + "): ask for at least one chunk");
            decide(new TransportException(Kind.LISTENER, false, "the listener asked for " + chunks + " chunks", wrong));
            return;
        }
        demand.accumulateAndGet(chunks, (a, b) -> a + b < 0 ? Long.MAX_VALUE : a + b);
        emit();
    }

    @Override
    public void cancel() {
        decide(new TransportException(Kind.CANCELLED, false, "cancelled by the listener", null));
    }

    void close() {
        decide(new TransportException(Kind.CLOSED, false, "the transport was closed", null));
    }

    private void listenerThrew(Throwable thrown) {
        decide(new TransportException(Kind.LISTENER, false, "the listener threw " + thrown, thrown));
    }

    private void decide(TransportException how) {
        if (!finished && decided.compareAndSet(null, how)) {
            abortIfDecided();
            emit();
        }
    }

    private void abortIfDecided() {
        Stack nativeSide = stack;
        TransportException how = decided.get();
        if (nativeSide != null && how != null && terminal == null && aborted.compareAndSet(false, true)) {
            try {
                nativeSide.abort(how);
            } catch (Throwable broken) {
                end(new TransportException(Kind.OTHER, false, "the stack could not be aborted: " + broken, broken));
            }
        }
    }

    private void end(Object how) {
        if (terminal == null) {
            terminal = how;
        }
        emit();
    }

    /**
     * Emits what can be emitted, unless another thread, or a caller further up this stack, is at it: then that one will
     * (T2.5, T2.6).
     */
    private void emit() {
        if (work.getAndIncrement() == 0) {
            signals.execute(this::emitUntilIdle);
        }
    }

    private void emitUntilIdle() {
        int missed = 1;
        do {
            ResponseListener to = listener;
            if (to != null) {
                emitTo(to);
            }
            missed = work.addAndGet(-missed);
        } while (missed != 0);
    }

    private void emitTo(ResponseListener to) {
        Object how = terminal; // Read first: what was reported before the end must not be missed when the end is seen.
        if (decided.get() == null && !(how instanceof TransportException)) {
            emitHead(to);
            emitBody(to);
        }
        if (how != null && (decided.get() != null || how != Complete.COMPLETE || !(body instanceof ByteBuffer))) {
            finished = true;
            listener = null;
            body = Body.READING;
            emitEnd(to, how);
            whenEnded.accept(this);
        }
    }

    private void emitHead(ResponseListener to) {
        ResponseHead arrived = head;
        if (arrived != null && !headDelivered) {
            headDelivered = true;
            try {
                to.onHeaders(arrived);
            } catch (Throwable thrown) {
                listenerThrew(thrown);
            }
        }
    }

    private void emitBody(ResponseListener to) {
        while (headDelivered && decided.get() == null) {
            Object now = body; // Read once: the stack may put a chunk in the place of READING at any moment.
            if (now instanceof ByteBuffer chunk) {
                if (demand.get() == 0) {
                    return;
                }
                emitChunk(to, chunk);
            } else if (now == Body.READING || !readMore()) {
                return;
            }
        }
    }

    private void emitChunk(ResponseListener to, ByteBuffer chunk) {
        demand.updateAndGet(d -> d == Long.MAX_VALUE ? d : d - 1);
        ByteBuffer piece = chunk.slice(chunk.position(), Math.min(chunk.remaining(), MAX_CHUNK));
        chunk.position(chunk.position() + piece.remaining());
        if (!chunk.hasRemaining()) {
            body = Body.IDLE;
        }
        try {
            to.onData(piece);
        } catch (Throwable thrown) {
            listenerThrew(thrown);
        }
    }

    /** Asks the stack for a chunk, which was not asked yet; true when one is there already. */
    private boolean readMore() {
        Stack nativeSide = stack;
        if (terminal != null || nativeSide == null) {
            return false;
        }
        body = Body.READING;
        try {
            nativeSide.read();
        } catch (Throwable broken) {
            end(new TransportException(Kind.OTHER, false, "the stack could not be read: " + broken, broken));
        }
        return body != Body.READING;
    }

    private void emitEnd(ResponseListener to, Object how) {
        TransportException early = decided.get();
        try {
            if (how instanceof TransportException failure) {
                to.onFailure(early == null ? failure : ended(early, failure.requestNotSent(), failure));
            } else if (early == null) {
                to.onComplete();
            } else {
                to.onFailure(ended(early, false, null));
            }
        } catch (Throwable dropped) {
            // A terminal signal is the listener's last chance to be heard (T2.7).
            System.getLogger(SerialExchange.class.getName())
                    .log(System.Logger.Level.DEBUG, "a terminal signal threw", dropped);
        }
    }

    private static TransportException ended(TransportException early, boolean notSent, @Nullable Throwable nativeEnd) {
        Throwable cause = early.getCause();
        return new TransportException(
                early.kind(), notSent, String.valueOf(early.getMessage()), cause == null ? nativeEnd : cause);
    }
}
