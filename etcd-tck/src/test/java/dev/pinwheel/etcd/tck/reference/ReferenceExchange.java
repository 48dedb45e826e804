package dev.pinwheel.etcd.tck.reference;

import dev.pinwheel.etcd.spi.Exchange;
import dev.pinwheel.etcd.spi.HttpRequest;
import dev.pinwheel.etcd.spi.ResponseHead;
import dev.pinwheel.etcd.spi.ResponseListener;
import dev.pinwheel.etcd.spi.TransportException;
import dev.pinwheel.etcd.spi.TransportException.Kind;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One exchange, all of it on one thread: waits for a connection, sends, reads, and gives every signal but onStart.
 * Other threads reach it through its {@link Ending} only.
 */
final class ReferenceExchange implements Exchange {
    private final HttpRequest request;
    private final Wiring wiring;
    private final Consumer<ReferenceExchange> whenEnded;
    private final Ending ending;
    private @Nullable ResponseListener listener;

    ReferenceExchange(
            HttpRequest request, ResponseListener listener, Wiring wiring, Consumer<ReferenceExchange> whenEnded) {
        this.request = request;
        this.listener = listener;
        this.wiring = wiring;
        this.whenEnded = whenEnded;
        this.ending = new Ending(wiring.flaws());
    }

    @Override
    public void request(long chunks) {
        if (chunks > 0) {
            ending.demand(chunks);
            return;
        }
        IllegalArgumentException wrong = new IllegalArgumentException("request(" + chunks + "); ask for at least 1");
        end(Kind.LISTENER, "the listener asked for " + chunks + " chunks", wrong);
    }

    @Override
    public void cancel() {
        end(Kind.CANCELLED, "cancelled by the listener", null);
    }

    void close() {
        end(Kind.CLOSED, "the transport was closed", null);
    }

    private void end(Kind kind, String message, @Nullable Throwable cause) {
        ending.early(new TransportException(kind, false, message, cause));
    }

    /** Signals onStart; after this, {@link #run} gives all other signals. */
    void start() {
        tell(to -> to.onStart(this));
    }

    /** True when it has been ended early. */
    boolean isEnded() {
        return ending.isEarly();
    }

    void run() {
        try {
            ending.check();
            carry();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            fail(interrupted);
        } catch (ExecutionException failed) {
            fail(failed.getCause());
        } catch (Throwable failed) {
            fail(failed);
        }
    }

    private void carry() throws Exception {
        Origin origin = Origin.of(request.uri());
        Pool.Place place = place(origin);
        Connection connection = null;
        boolean canBeKept = false;
        try {
            connection = place.idle().isPresent() ? place.idle().get() : dial(origin);
            boolean finished = exchange(connection);
            ending.finish();
            canBeKept = finished;
        } finally {
            if (connection != null && canBeKept) {
                wiring.pool().giveBack(connection);
            } else {
                if (connection != null) {
                    connection.close();
                }
                wiring.pool().giveUp(origin);
            }
        }
        finish(ResponseListener::onComplete);
    }

    private Pool.Place place(Origin origin) throws Exception {
        CompletableFuture<Pool.Place> asked = wiring.pool().take(origin);
        try {
            return ending.await(asked);
        } catch (EndedEarly | InterruptedException ended) {
            if (!asked.cancel(false)) {
                wiring.pool().giveBack(origin, asked.join());
            }
            throw ended;
        }
    }

    private Connection dial(Origin origin) throws Exception {
        ending.enter(Phase.CONNECTING);
        try (Deadline deadline = wiring.connectDeadline(ending::connectDeadline)) {
            List<InetAddress> addresses = ending.await(wiring.dialer().resolve(origin));
            SocketChannel channel = wiring.dialer().connect(origin, addresses, ending);
            ending.enter(Phase.SHAKING_HANDS);
            return wiring.dialer().secure(origin, channel);
        }
    }

    /** True when another exchange may use the connection. */
    private boolean exchange(Connection connection) throws Exception {
        ending.use(connection.channel());
        ending.enter(Phase.SENDING);
        connection.send(request);
        ending.enter(Phase.WAITING);
        ResponseHead head = connection.readHead();
        signal(to -> to.onHeaders(head));
        Body body = connection.bodyOf(request, head);
        for (ByteBuffer chunk = body.next(); chunk != null; chunk = body.next()) {
            ByteBuffer arrived = chunk;
            ending.takeDemand();
            signal(to -> to.onData(arrived));
        }
        return connection.canBeKept(request, head, body);
    }

    private void signal(Consumer<ResponseListener> signal) throws EndedEarly {
        tell(signal);
        ending.check();
    }

    private void tell(Consumer<ResponseListener> signal) {
        ResponseListener to = listener;
        try {
            if (to != null) {
                signal.accept(to);
            }
        } catch (Throwable thrown) {
            end(Kind.LISTENER, "the listener threw " + thrown, thrown);
        }
    }

    private void fail(Throwable failure) {
        if (Thread.currentThread().isInterrupted()) {
            end(Kind.CANCELLED, "the calling thread was interrupted", failure);
        }
        TransportException why = ending.fail()
                .map(early -> wiring.failures().explain(early, failure, ending.phase()))
                .orElseGet(() -> wiring.failures().classify(failure, ending.phase()));
        finish(to -> to.onFailure(why));
    }

    /** Gives the terminal signal, and lets go of the listener (T2.9). */
    private void finish(Consumer<ResponseListener> terminal) {
        whenEnded.accept(this);
        tell(terminal);
        listener = null;
    }
}
