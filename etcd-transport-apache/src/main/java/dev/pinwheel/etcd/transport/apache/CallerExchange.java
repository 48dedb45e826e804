package dev.pinwheel.etcd.transport.apache;

import dev.pinwheel.etcd.spi.Exchange;
import dev.pinwheel.etcd.spi.HttpRequest;
import dev.pinwheel.etcd.spi.ResponseHead;
import dev.pinwheel.etcd.spi.ResponseListener;
import dev.pinwheel.etcd.spi.TransportException;
import dev.pinwheel.etcd.spi.TransportException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** One exchange on its caller's thread, by HttpClient's classic client (T2.8). */
final class CallerExchange implements Exchange {
    private static final String IN_CONTEXT = CallerExchange.class.getName();
    private static final int MAX_CHUNK = 8 * 1024;

    private enum Complete {
        COMPLETE
    }

    private final ResponseListener listener;
    private final Failures failures;
    private final Thread caller = Thread.currentThread();
    private final CancelAll steps = new CancelAll();
    private final AtomicLong demand = new AtomicLong();
    private final AtomicReference<@Nullable Object> ending = new AtomicReference<>();
    private boolean maybeSent;

    CallerExchange(ResponseListener listener, Failures failures) {
        this.listener = listener;
        this.failures = failures;
    }

    /** Whose exchange it is that HttpClient works for. */
    static @Nullable CallerExchange of(HttpContext context) {
        return context.getAttribute(IN_CONTEXT) instanceof CallerExchange exchange ? exchange : null;
    }

    /** Has {@code step} cancelled too when the exchange that HttpClient works for is ended early. */
    static void onEarlyEnd(HttpContext context, Cancellable step) {
        CallerExchange exchange = of(context);
        if (exchange != null) {
            exchange.steps.setDependency(step);
        }
    }

    void start() {
        tell(() -> listener.onStart(this));
    }

    /** Carries the exchange out, if it is still wanted, and signals its end. */
    void run(CloseableHttpClient client, HttpRequest wanted) {
        Throwable broken = null;
        if (ending.get() == null) {
            try {
                transfer(client, ClassicRequest.of(wanted, steps));
            } catch (IOException | HttpException | RuntimeException | Error failure) {
                broken = failure;
                ending.compareAndSet(null, meaningOf(failure));
            }
        }
        signalEnd(broken);
    }

    private void transfer(CloseableHttpClient client, ClassicRequest request) throws IOException, HttpException {
        HttpClientContext context = HttpClientContext.create();
        context.setAttribute(IN_CONTEXT, this);
        try (ClassicHttpResponse response = client.executeOpen(request.target(), request, context)) {
            ResponseHead head = ResponseHeads.of(response);
            tell(() -> listener.onHeaders(head));
            HttpEntity entity = response.getEntity();
            if (entity != null) {
                read(entity.getContent(), entity.getContentLength());
            }
            ending.compareAndSet(null, Complete.COMPLETE);
        }
    }

    /** The last that happens before bytes can go out (T5.3). */
    void sending() throws IOException {
        if (ending.get() != null) {
            throw new IOException("the exchange was ended before its request was sent");
        }
        maybeSent = true;
    }

    private void read(InputStream body, long length) throws IOException {
        long left = length < 0 ? Long.MAX_VALUE : length;
        while (ending.get() == null) {
            // One chunk ahead of demand, so that the end of the message is noticed without any (T3.10).
            byte[] bytes = new byte[(int) Math.max(1, Math.min(MAX_CHUNK, left))];
            int count = body.read(bytes);
            if (count < 0) {
                return;
            }
            left -= count;
            awaitDemand();
            if (count > 0 && ending.get() == null) {
                demand.updateAndGet(open -> open == Long.MAX_VALUE ? open : open - 1);
                tell(() -> listener.onData(ByteBuffer.wrap(bytes, 0, count).slice()));
            }
        }
    }

    private void awaitDemand() {
        while (demand.get() == 0 && ending.get() == null) {
            LockSupport.park(this);
            if (caller.isInterrupted()) {
                end(interrupted());
            }
        }
    }

    @Override
    public void request(long chunks) {
        if (chunks <= 0) {
            IllegalArgumentException wrong =
                    new IllegalArgumentException("request(" + chunks + "): ask for at least one chunk");
            end(new TransportException(Kind.LISTENER, false, "the listener asked for " + chunks + " chunks", wrong));
            return;
        }
        demand.accumulateAndGet(chunks, (a, b) -> a + b < 0 ? Long.MAX_VALUE : a + b);
        LockSupport.unpark(caller);
    }

    @Override
    public void cancel() {
        end(new TransportException(Kind.CANCELLED, false, "cancelled by the listener", null));
    }

    void close() {
        end(new TransportException(Kind.CLOSED, false, "the transport was closed", null));
    }

    private void end(TransportException how) {
        if (ending.compareAndSet(null, how)) {
            steps.cancel();
            LockSupport.unpark(caller);
        }
    }

    private void tell(Runnable signal) {
        try {
            signal.run();
        } catch (Throwable thrown) {
            end(new TransportException(Kind.LISTENER, false, "the listener threw " + thrown, thrown));
        }
    }

    private TransportException meaningOf(Throwable failure) {
        if (caller.isInterrupted()) {
            return interrupted();
        }
        boolean unsendable = failure instanceof RuntimeException && !maybeSent;
        return unsendable ? failures.unsendable(failure) : failures.classify(failure, maybeSent);
    }

    private static TransportException interrupted() {
        return new TransportException(Kind.CANCELLED, false, "the calling thread was interrupted", null);
    }

    private void signalEnd(@Nullable Throwable broken) {
        try {
            if (ending.get() instanceof TransportException how) {
                Throwable cause = how.getCause() == null ? broken : how.getCause();
                boolean notSent = !maybeSent || how.requestNotSent();
                listener.onFailure(
                        new TransportException(how.kind(), notSent, String.valueOf(how.getMessage()), cause));
            } else {
                listener.onComplete();
            }
        } catch (Throwable dropped) {
            // A terminal signal is the listener's last chance to be heard (T2.7).
            System.getLogger(CallerExchange.class.getName())
                    .log(System.Logger.Level.DEBUG, "a terminal signal threw", dropped);
        }
    }
}
