package dev.pinwheel.etcd.tck.reference;

import static java.util.Objects.requireNonNullElse;

import dev.pinwheel.etcd.spi.Exchange;
import dev.pinwheel.etcd.spi.HttpRequest;
import dev.pinwheel.etcd.spi.ResponseHead;
import dev.pinwheel.etcd.spi.ResponseListener;
import dev.pinwheel.etcd.spi.TransportException;
import dev.pinwheel.etcd.spi.TransportException.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One exchange, all of it on one thread: waits for a connection, sends, reads, and gives every signal but onStart.
 * Other threads reach it through its {@link Ending} only.
 */
final class ReferenceExchange implements Exchange {
    private HttpRequest request;
    private final Wiring wiring;
    private final Flaws flaws;
    private final Consumer<ReferenceExchange> whenEnded;
    private final Ending ending;
    private final CountDownLatch connected = new CountDownLatch(1);
    private volatile @Nullable Thread signalling;
    private @Nullable ResponseListener listener;
    private boolean headed;

    ReferenceExchange(
            HttpRequest request, ResponseListener listener, Wiring wiring, Consumer<ReferenceExchange> whenEnded) {
        this.request = request;
        this.listener = listener;
        this.wiring = wiring;
        this.flaws = wiring.flaws();
        this.whenEnded = whenEnded;
        this.ending = new Ending(wiring.flaws());
    }

    @Override
    public void request(long chunks) {
        if (chunks > 0) {
            ending.demand(chunks);
        } else if (!flaws.has(Flaw.IGNORES_A_WRONG_DEMAND)) {
            IllegalArgumentException wrong =
                    new IllegalArgumentException("request(" + chunks + "); ask for at least 1");
            end(Kind.LISTENER, "the listener asked for " + chunks + " chunks", wrong);
        }
    }

    @Override
    public void cancel() {
        end(Kind.CANCELLED, "cancelled by the listener", null);
    }

    void close() {
        end(Kind.CLOSED, "the transport was closed", null);
    }

    private void end(Kind kind, String message, @Nullable Throwable cause) {
        TransportException how = new TransportException(kind, false, message, cause);
        ending.early(how);
        ResponseListener to = listener;
        boolean inside = Thread.currentThread() == signalling;
        if (kind == Kind.CANCELLED && to != null && inside && flaws.has(Flaw.SIGNALS_A_CANCEL_AT_ONCE)) {
            listener = null;
            to.onFailure(wiring.failures().explain(how, how, ending.phase()));
        }
        if (kind == Kind.CANCELLED && flaws.has(Flaw.WAITS_FOR_THE_END_IN_CANCEL)) {
            ending.awaitOver();
        }
    }

    void awaitConnection() {
        try {
            connected.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Signals onStart; after this, {@link #run} gives all other signals. */
    void start() {
        tell(to -> to.onStart(this));
    }

    /** True when it has been ended early. */
    boolean isEnded() {
        return ending.isEarly();
    }

    boolean isCancelled() {
        return ending.isCancelled();
    }

    void run() {
        try {
            ending.check();
            try {
                carry();
            } catch (IOException lost) {
                if (headed || ending.phase().isNotSent() || !flaws.has(Flaw.RETRIES_ONCE)) {
                    throw lost;
                }
                carry();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            fail(interrupted);
        } catch (ExecutionException failed) {
            fail(requireNonNullElse(failed.getCause(), failed));
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
            if (connection != null && (canBeKept || isDirtyAndYetKept())) {
                wiring.pool().giveBack(connection);
            } else if (connection != null && isLeftOpen()) {
                wiring.pool().giveUp(origin);
            } else {
                if (connection != null) {
                    connection.close();
                }
                wiring.pool().giveUp(origin);
            }
        }
        finish(ResponseListener::onComplete);
    }

    private boolean isDirtyAndYetKept() {
        return flaws.has(Flaw.REUSES_A_DIRTY_CONNECTION) && ending.isSparing();
    }

    private boolean isLeftOpen() {
        return flaws.has(Flaw.LEAVES_THE_CONNECTION_OPEN_AFTER_CANCEL) && ending.isSparing();
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
            if (flaws.has(Flaw.TIMES_NO_HANDSHAKE)) {
                deadline.cancel();
            }
            return wiring.dialer().secure(origin, channel);
        }
    }

    /** True when another exchange may use the connection. */
    private boolean exchange(Connection connection) throws Exception {
        connected.countDown();
        ending.use(connection.channel());
        connection.serve(ending);
        ending.spare(connection.isStoppable());
        ending.enter(Phase.SENDING);
        connection.send(request);
        ending.enter(Phase.WAITING);
        ResponseHead head = connection.readHead();
        if (head.status() >= 500 && flaws.has(Flaw.FAILS_ON_SERVER_ERRORS)) {
            throw new IOException("status " + head.status());
        }
        Optional<String> elsewhere = head.headers().first("Location");
        if (head.status() / 100 == 3 && elsewhere.isPresent() && flaws.has(Flaw.FOLLOWS_REDIRECTS)) {
            redirectTo(elsewhere.get());
            return exchange(connection);
        }
        Body body = bodyOf(connection, head);
        ByteBuffer chunk = flaws.has(Flaw.HOLDS_THE_HEAD_BACK) ? next(body) : null;
        signal(to -> to.onHeaders(head));
        headed = true;
        if (!flaws.has(Flaw.HOLDS_THE_HEAD_BACK)) {
            chunk = next(body);
        }
        for (; chunk != null; chunk = next(body)) {
            deliver(chunk);
        }
        if (flaws.has(Flaw.NEEDS_DEMAND_FOR_THE_END)) {
            ending.awaitDemand();
        }
        return connection.canBeKept(request, head, body);
    }

    private void redirectTo(String elsewhere) {
        request =
                new HttpRequest(request.method(), request.uri().resolve(elsewhere), request.headers(), request.body());
    }

    private Body bodyOf(Connection connection, ResponseHead head) throws IOException {
        Body body = connection.bodyOf(request, head);
        if (flaws.has(Flaw.READS_AHEAD_WITHOUT_BOUND)) {
            return new GreedyBody(body, wiring.config().threads());
        }
        boolean encoded =
                head.headers().first("Content-Encoding").filter("gzip"::equals).isPresent();
        return encoded && flaws.has(Flaw.DECODES_CONTENT) ? new DecodedBody(body) : body;
    }

    private @Nullable ByteBuffer next(Body body) throws IOException, EndedEarly, InterruptedException {
        try {
            return body.next();
        } catch (IOException failed) {
            if (flaws.has(Flaw.NEEDS_DEMAND_TO_FAIL)) {
                ending.awaitDemand();
            }
            throw failed;
        }
    }

    private void deliver(ByteBuffer chunk) throws EndedEarly, InterruptedException {
        if (!flaws.has(Flaw.DELIVERS_WITHOUT_DEMAND)) {
            ending.takeDemand();
        }
        if (flaws.has(Flaw.SIGNALS_EMPTY_CHUNKS) && ending.isUnlimited()) {
            signal(to -> to.onData(ByteBuffer.allocate(0)));
        }
        signal(to -> to.onData(chunk));
    }

    private void signal(Consumer<ResponseListener> signal) throws EndedEarly {
        tell(signal);
        ending.check();
    }

    private void tell(Consumer<ResponseListener> signal) {
        ResponseListener to = listener;
        signalling = Thread.currentThread();
        try {
            if (to != null) {
                signal.accept(to);
            }
        } catch (Throwable thrown) {
            if (thrown instanceof Error error && flaws.has(Flaw.LETS_A_LISTENERS_ERROR_THROUGH)) {
                throw error;
            }
            end(Kind.LISTENER, "the listener threw " + thrown, thrown);
        } finally {
            signalling = null;
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
        connected.countDown();
        whenEnded.accept(this);
        tell(terminal);
        listener = null;
    }
}
