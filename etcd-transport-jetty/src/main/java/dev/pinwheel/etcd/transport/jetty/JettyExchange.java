package dev.pinwheel.etcd.transport.jetty;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import dev.pinwheel.etcd.spi.Headers;
import dev.pinwheel.etcd.spi.HttpRequest;
import dev.pinwheel.etcd.spi.ResponseHead;
import dev.pinwheel.etcd.spi.SerialExchange;
import dev.pinwheel.etcd.spi.TransportException;
import dev.pinwheel.etcd.spi.TransportException.Kind;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.client.transport.HttpResponse;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;

/** One exchange on Jetty: hands demand and abort down to it, and reports to {@link SerialExchange} what it answers. */
final class JettyExchange implements SerialExchange.Stack {
    private final SerialExchange exchange;
    private final Request request;
    private final Failures failures;
    private volatile boolean begun;
    private volatile Content.@Nullable Source body;

    private JettyExchange(SerialExchange exchange, Request request, Failures failures) {
        this.exchange = exchange;
        this.request = request;
        this.failures = failures;
    }

    /** Sends a request for an exchange that has started; all that goes wrong is reported to the exchange (T2.2). */
    static void send(HttpClient client, HttpRequest wanted, SerialExchange exchange) {
        Failures failures = new Failures(wanted.uri());
        try {
            new JettyExchange(exchange, NativeRequest.of(client, wanted), failures).send();
        } catch (RuntimeException | Error refused) {
            exchange.fail(failures.unsendable(refused));
        }
    }

    private void send() {
        // Not onRequestCommit: it comes after the write, so the server may have a request that was never "committed".
        request.onRequestBegin(any -> begun = true)
                .onResponseContentSource(this::answered)
                .send(this::ended);
        exchange.attach(this);
    }

    @Override
    public void read() {
        // By way of demand, so that Jetty serialises each read with its own events, such as an abort.
        requireNonNull(body, "read before headers").demand(this::take);
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // ended() reports what comes of it.
    public void abort(TransportException reason) {
        request.abort(reason);
    }

    private void answered(Response response, Content.Source source) {
        body = source;
        ResponseHead head;
        try {
            head = headOf(response);
        } catch (IllegalArgumentException malformed) {
            abort(new TransportException(Kind.PROTOCOL, false, "malformed response head", malformed));
            return;
        }
        forget(response);
        exchange.headers(head);
    }

    /** Jetty keeps what it has read for as long as the body takes, and needs no more than this of it (W10). */
    private static void forget(Response response) {
        if (response instanceof HttpResponse read) {
            read.headers(fields -> {
                HttpField connection = fields.getField(HttpHeader.CONNECTION);
                fields.clear();
                if (connection != null) {
                    fields.add(connection);
                }
            });
        }
    }

    private static ResponseHead headOf(Response response) {
        if (response.getStatus() < 200) {
            throw new IllegalArgumentException("status " + response.getStatus() + ", which nobody has asked for");
        }
        List<Headers.Field> fields = new ArrayList<>(response.getHeaders().size());
        for (HttpField field : response.getHeaders()) {
            fields.add(new Headers.Field(field.getName(), requireNonNullElse(field.getValue(), "")));
        }
        return new ResponseHead(response.getStatus(), response.getVersion().asString(), new Headers(fields));
    }

    private void take() {
        Content.Chunk chunk = requireNonNull(body, "demand before headers").read();
        if (chunk == null) {
            read();
        } else if (chunk.hasRemaining()) {
            exchange.data(copyOf(chunk));
        } else if (!chunk.isLast()) {
            chunk.release();
            read();
        }
        // Else the last chunk, or a failure: ended() says how it ended.
    }

    /** Jetty's buffers go back to its pool; a listener keeps what it gets (T3.6). */
    private static ByteBuffer copyOf(Content.Chunk chunk) {
        ByteBuffer copy = ByteBuffer.allocate(chunk.remaining());
        copy.put(chunk.getByteBuffer()).flip();
        chunk.release();
        return copy;
    }

    private void ended(Result result) {
        Throwable failure = result.getFailure();
        if (failure == null) {
            exchange.complete();
        } else {
            exchange.fail(failures.classify(failure, begun));
        }
    }
}
