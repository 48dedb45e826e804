package dev.pinwheel.etcd.transport.okhttp;

import static java.util.Objects.requireNonNull;

import dev.pinwheel.etcd.spi.SerialExchange;
import dev.pinwheel.etcd.spi.TransportException;
import java.io.IOException;
import java.nio.ByteBuffer;
import okhttp3.Call;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * One exchange on OkHttp: sends, reads and waits on the thread of its carrier, and reports to {@link SerialExchange}
 * what is answered.
 */
final class OkHttpExchange implements SerialExchange.Stack {
    private static final int NOT_MODIFIED = 304;
    private static final byte[] END = {};

    private final SerialExchange exchange;
    private final Carrier carrier;
    private final Progress progress;
    private final Failures failures;
    private final Turns turns;
    private final Turns.Turn turn;
    private volatile Call call;
    private volatile boolean aborted;
    private @Nullable Response response; // Only touched by the carrier, like the next one.
    private boolean over;

    OkHttpExchange(
            SerialExchange exchange, Carrier carrier, Call call, Progress progress, Failures failures, Turns turns) {
        this.exchange = exchange;
        this.carrier = carrier;
        this.call = call;
        this.progress = progress;
        this.failures = failures;
        this.turns = turns;
        this.turn = turns.queue(() -> carrier.execute(this::send));
    }

    /** Sends the request as soon as it is its turn and the carrier has a thread. */
    void begin() {
        turns.enter(turn);
    }

    private void send() {
        if (over) {
            return;
        }
        try {
            response = execute();
        } catch (Throwable failure) {
            failed(failure);
            return;
        }
        exchange.headers(requireNonNull(progress.head(), "an answer that was not seen"));
    }

    /** Nothing has been sent when a pooled connection turns out to be dead: so this is still one request (T6.1). */
    private Response execute() throws IOException {
        while (true) {
            try {
                return call.execute();
            } catch (StaleConnectionException stale) {
                call = call.clone();
                if (aborted) {
                    call.cancel();
                }
            }
        }
    }

    @Override
    public void read() {
        carrier.execute(this::readChunk);
    }

    private void readChunk() {
        if (over) {
            return;
        }
        byte[] chunk;
        try {
            chunk = hasNoBody() ? END : whatHasCome();
        } catch (Throwable failure) {
            failed(failure);
            return;
        }
        if (chunk.length == 0) {
            finish();
            exchange.complete();
        } else {
            exchange.data(ByteBuffer.wrap(chunk));
        }
    }

    /** Waits only for the first byte (T3.9). */
    private byte[] whatHasCome() throws IOException {
        BufferedSource body =
                requireNonNull(response, "read before headers").body().source();
        return body.exhausted() ? END : body.readByteArray(body.getBuffer().size());
    }

    /** A 304 may tell the length of what it does not send; OkHttp would wait for that. */
    private boolean hasNoBody() {
        boolean none = requireNonNull(progress.head(), "read before headers").status() == NOT_MODIFIED;
        if (none) {
            call.cancel();
        }
        return none;
    }

    @Override
    public void abort(TransportException reason) {
        aborted = true;
        call.cancel();
        carrier.execute(this::giveUp); // In case it waits for its turn or for demand, and not for the network.
    }

    private void giveUp() {
        if (!over) {
            finish();
            exchange.fail(failures.givenUp(progress));
        }
    }

    private void failed(Throwable failure) {
        if (failure instanceof InterruptedException) {
            Thread.currentThread().interrupt(); // Kotlin lets it through undeclared.
        }
        if (Thread.currentThread().isInterrupted()) {
            exchange.cancel();
        }
        if (!over) {
            call.cancel(); // Else OkHttp might read on, for a while, to save the connection.
            finish();
            exchange.fail(failures.classify(failure, progress));
        }
    }

    /** Lets go of all it holds, so that the next exchange may have it by the time the listener hears of the end. */
    private void finish() {
        over = true;
        progress.settle();
        if (response != null) {
            response.close();
        }
        turn.leave();
    }
}
