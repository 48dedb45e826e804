package dev.pinwheel.etcd.transport.apache;

import dev.pinwheel.etcd.spi.HttpRequest;
import dev.pinwheel.etcd.spi.SerialExchange;
import dev.pinwheel.etcd.spi.TransportException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.client5.http.async.AsyncExecChain;
import org.apache.hc.client5.http.async.AsyncExecRuntime;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.nio.AsyncRequestProducer;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** One exchange on HttpClient: hands demand and abort down to it, and reports what it answers. */
final class ApacheExchange implements SerialExchange.Stack, AsyncResponseConsumer<ApacheExchange> {
    private static final String IN_CONTEXT = ApacheExchange.class.getName();

    private enum Phase {
        PREPARED,
        MAYBE_SENT,
        NEVER_SENT
    }

    private final SerialExchange exchange;
    private final Failures failures;
    private final Inflow body;
    private final CancelAll steps = new CancelAll();
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.PREPARED);
    private volatile @Nullable AsyncExecRuntime runtime;
    private volatile boolean answered;

    private ApacheExchange(SerialExchange exchange, Failures failures) {
        this.exchange = exchange;
        this.failures = failures;
        this.body = new Inflow(exchange);
    }

    /** Sends a request for an exchange that has started; all that goes wrong is reported to the exchange (T2.2). */
    static void send(CloseableHttpAsyncClient client, HttpRequest wanted, SerialExchange exchange) {
        Failures failures = new Failures(wanted.uri());
        try {
            new ApacheExchange(exchange, failures).send(client, NativeRequest.of(wanted));
        } catch (RuntimeException | Error refused) {
            exchange.fail(failures.unsendable(refused));
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // What comes of it is reported to the callback.
    private void send(CloseableHttpAsyncClient client, AsyncRequestProducer request) {
        HttpClientContext context = HttpClientContext.create();
        context.setAttribute(IN_CONTEXT, this);
        exchange.attach(this);
        client.execute(request, this, context, new FutureCallback<ApacheExchange>() {
            @Override
            public void completed(ApacheExchange result) {
                // Not yet: the connection is still leased (T6.4).
            }

            @Override
            public void failed(Exception failure) {
                ApacheExchange.this.failed(failure);
            }

            @Override
            public void cancelled() {
                ApacheExchange.this.failed(new CancellationException("HttpClient cancelled the exchange"));
            }
        });
    }

    /** Whose exchange it is that HttpClient works for. */
    static @Nullable ApacheExchange of(HttpContext context) {
        return context.getAttribute(IN_CONTEXT) instanceof ApacheExchange exchange ? exchange : null;
    }

    /** Keeps what it takes to abort the exchange in any phase, and gives the scope that its steps are to run in. */
    AsyncExecChain.Scope running(AsyncExecChain.Scope scope) {
        runtime = scope.execRuntime;
        return new AsyncExecChain.Scope(
                scope.exchangeId,
                scope.route,
                scope.originalRequest,
                steps,
                scope.clientContext,
                scope.execRuntime,
                scope.scheduler,
                scope.execCount);
    }

    /** The last that happens before bytes can go out (T5.3). */
    void sending() throws IOException {
        if (!phase.compareAndSet(Phase.PREPARED, Phase.MAYBE_SENT)) {
            throw new IOException("the exchange was ended before its request was sent");
        }
    }

    @Override
    public void read() {
        try {
            body.want();
        } catch (IOException broken) {
            failed(broken);
        }
    }

    @Override
    public void abort(TransportException reason) {
        phase.compareAndSet(Phase.PREPARED, Phase.NEVER_SENT);
        steps.cancel();
        AsyncExecRuntime started = runtime;
        if (started != null) {
            started.discardEndpoint(); // HttpClient's own cancel leaves the socket open and its place in the pool
            // taken.
        }
        exchange.fail(new TransportException(reason.kind(), !maybeSent(), String.valueOf(reason.getMessage()), null));
    }

    @Override
    public void consumeResponse(
            HttpResponse response,
            @Nullable EntityDetails entity,
            HttpContext context,
            FutureCallback<ApacheExchange> result)
            throws ProtocolException {
        exchange.headers(ResponseHeads.of(response));
        answered = entity == null;
    }

    @Override
    public void informationResponse(HttpResponse response, HttpContext context) throws ProtocolException {
        if (response.getCode() == HttpStatus.SC_SWITCHING_PROTOCOLS) {
            throw new ProtocolException("the server switches protocols, which nobody has asked for");
        }
    }

    @Override
    public void consume(ByteBuffer source) throws IOException {
        body.add(source);
    }

    @Override
    public void updateCapacity(CapacityChannel channel) throws IOException {
        body.creditTo(channel);
    }

    @Override
    public void streamEnd(@Nullable List<? extends Header> trailers) {
        answered = true;
    }

    @Override
    public void failed(Exception failure) {
        exchange.fail(failures.classify(failure, maybeSent()));
    }

    private boolean maybeSent() {
        return phase.get() == Phase.MAYBE_SENT;
    }

    /** HttpClient's last word, when the connection is back in the pool (T6.4) or closed. */
    @Override
    public void releaseResources() {
        try {
            if (answered) {
                body.finish();
            }
        } catch (IOException broken) {
            failed(broken);
        }
    }
}
