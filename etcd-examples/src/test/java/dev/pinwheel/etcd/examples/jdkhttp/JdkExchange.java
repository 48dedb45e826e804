package dev.pinwheel.etcd.examples.jdkhttp;

import static java.util.Objects.requireNonNull;

import dev.pinwheel.etcd.spi.Headers;
import dev.pinwheel.etcd.spi.HttpRequest;
import dev.pinwheel.etcd.spi.ResponseHead;
import dev.pinwheel.etcd.spi.SerialExchange;
import dev.pinwheel.etcd.spi.TransportException;
import dev.pinwheel.etcd.spi.TransportException.Kind;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One exchange: hands demand and abort down to the client, and reports to {@link SerialExchange} what it answers. */
final class JdkExchange implements SerialExchange.Stack, HttpResponse.BodySubscriber<Void> {
    private static final Object END = new Object();

    private final HttpClient client;
    private final Turns turns;
    private final String origin;
    private final java.net.http.HttpRequest request;
    private final SerialExchange exchange;
    private final Runnable turn = this::begin;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final Queue<Object> arrived = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean wanted = new AtomicBoolean();
    private final AtomicBoolean asked = new AtomicBoolean();
    private volatile boolean sending;
    private volatile @Nullable TransportException aborted;
    private volatile @Nullable CompletableFuture<?> answer;
    private volatile Flow.@Nullable Subscription body;

    private JdkExchange(HttpClient client, Turns turns, HttpRequest wanted, SerialExchange exchange) {
        this.client = client;
        this.turns = turns;
        this.origin = wanted.uri().getScheme() + "://" + wanted.uri().getRawAuthority();
        this.request = NativeRequest.of(wanted, () -> sending = true);
        this.exchange = exchange;
    }

    /** Sends a request for an exchange that has started; all that goes wrong is reported to the exchange (T2.2). */
    static void send(HttpClient client, Turns turns, HttpRequest wanted, SerialExchange exchange) {
        try {
            JdkExchange stack = new JdkExchange(client, turns, wanted, exchange);
            exchange.attach(stack);
            turns.await(stack.origin, stack.turn);
        } catch (RuntimeException | Error refused) {
            exchange.fail(new TransportException(Kind.OTHER, true, "the request cannot be sent: " + refused, refused));
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // onError() tells what comes of it.
    private void begin() {
        if (aborted != null) {
            end(() -> exchange.fail(requireNonNull(aborted)));
            return;
        }
        CompletableFuture<HttpResponse<Void>> future = client.sendAsync(request, this::headed);
        answer = future;
        future.whenComplete((response, failure) -> {
            if (failure != null) {
                onError(failure);
            }
        });
        if (aborted != null) {
            future.cancel(true);
        }
    }

    private HttpResponse.BodySubscriber<Void> headed(HttpResponse.ResponseInfo info) {
        List<Headers.Field> fields = new ArrayList<>();
        info.headers().map().forEach((name, values) -> {
            if (!name.startsWith(":")) {
                values.forEach(value -> fields.add(new Headers.Field(name, value)));
            }
        });
        String protocol = info.version() == HttpClient.Version.HTTP_2 ? "HTTP/2.0" : "HTTP/1.1";
        exchange.headers(new ResponseHead(info.statusCode(), protocol, new Headers(fields)));
        return this;
    }

    @Override
    public void read() {
        wanted.set(true);
        handOver();
    }

    /** Answers a read with what has come first: bytes or the end. The client's next piece is asked for if need be. */
    private void handOver() {
        while (wanted.compareAndSet(true, false)) {
            Object first = arrived.poll();
            if (first instanceof ByteBuffer chunk) {
                exchange.data(chunk);
                return;
            }
            if (first != null) {
                end(exchange::complete);
                return;
            }
            wanted.set(true);
            if (arrived.isEmpty()) {
                askForMore();
                return;
            }
        }
    }

    private void askForMore() {
        Flow.Subscription subscription = body;
        if (subscription != null && asked.compareAndSet(false, true)) {
            subscription.request(1);
        }
    }

    @Override
    public void abort(TransportException reason) {
        aborted = reason;
        if (turns.leave(origin, turn)) {
            exchange.fail(new TransportException(reason.kind(), true, String.valueOf(reason.getMessage()), reason));
            return;
        }
        Flow.Subscription subscription = body;
        CompletableFuture<?> future = answer;
        if (subscription != null) {
            subscription.cancel();
            onError(reason); // A cancelled subscription is told nothing more.
        } else if (future != null) {
            future.cancel(true);
        }
    }

    /** Done at once: the future of the answer shall not wait for its body. */
    @Override
    public CompletionStage<Void> getBody() {
        return CompletableFuture.completedStage(null);
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        body = subscription;
        if (aborted != null) {
            subscription.cancel();
            onError(requireNonNull(aborted));
        } else {
            handOver();
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        buffers.stream().filter(ByteBuffer::hasRemaining).forEach(arrived::add);
        asked.set(false);
        handOver();
    }

    @Override
    public void onComplete() {
        arrived.add(END);
        handOver();
    }

    @Override
    public void onError(Throwable failure) {
        end(() -> exchange.fail(Failures.classify(failure, sending)));
    }

    private void end(Runnable report) {
        if (ended.compareAndSet(false, true)) {
            turns.done(origin);
            report.run();
        }
    }
}
