package dev.pinwheel.etcd.core.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pinwheel.etcd.spi.Capability;
import dev.pinwheel.etcd.spi.Headers;
import dev.pinwheel.etcd.spi.HttpRequest;
import dev.pinwheel.etcd.spi.OpenExchanges;
import dev.pinwheel.etcd.spi.ResponseHead;
import dev.pinwheel.etcd.spi.ResponseListener;
import dev.pinwheel.etcd.spi.SerialExchange;
import dev.pinwheel.etcd.spi.Transport;
import dev.pinwheel.etcd.spi.TransportConfig;
import dev.pinwheel.etcd.spi.TransportException;
import dev.pinwheel.etcd.spi.TransportException.Kind;
import dev.pinwheel.etcd.spi.TransportFactory;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A transport without a network: each host reacts as its script says, on a thread of its own as a real stack would. */
final class ScriptedTransport implements TransportFactory, Transport {

    /** How a host reacts to one request. */
    sealed interface Reaction {
        /** The whole answer at once. */
        record Answer(int status, Headers headers, String body) implements Reaction {}

        /** The head, then pieces of the body with a pause before each, then the end or silence. */
        record Drip(Headers headers, List<String> pieces, Duration pause, boolean ends) implements Reaction {}

        /** A failure. */
        record Fail(Kind kind, boolean notSent) implements Reaction {}

        /** Nothing, until it is aborted. */
        record Silence(boolean notSent) implements Reaction {}
    }

    private final Map<String, Deque<Reaction>> scripts = new ConcurrentHashMap<>();
    private volatile Function<HttpRequest, Reaction> unscripted = request -> refuse();
    private final List<HttpRequest> sent = new CopyOnWriteArrayList<>();
    private final AtomicInteger aborted = new AtomicInteger();
    private final OpenExchanges open = new OpenExchanges();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();

    static Reaction.Answer etcd(int status, String body) {
        return new Reaction.Answer(
                status,
                Headers.of("Content-Type", "application/json", "X-Etcd-Index", "7", "X-Etcd-Cluster-Id", "cafe"),
                body);
    }

    /** What etcd answers when it has read or written "bar". */
    static Reaction.Answer bar(String action) {
        return etcd(
                200,
                "{\"action\":\"" + action
                        + "\",\"node\":{\"key\":\"/foo\",\"value\":\"bar\",\"modifiedIndex\":7,\"createdIndex\":7}}\n");
    }

    static Reaction redirect(int status, String location) {
        return new Reaction.Answer(status, Headers.of("Location", location), "");
    }

    static Reaction text(int status, String contentType, String body) {
        return new Reaction.Answer(status, Headers.of("Content-Type", contentType), body);
    }

    static Reaction refuse() {
        return new Reaction.Fail(Kind.CONNECT_FAILED, true);
    }

    static Reaction reset() {
        return new Reaction.Fail(Kind.CONNECTION_LOST, false);
    }

    static Reaction silence() {
        return new Reaction.Silence(false);
    }

    static Reaction silenceWhileConnecting() {
        return new Reaction.Silence(true);
    }

    /** What every host without a script answers. */
    ScriptedTransport onAny(Function<HttpRequest, Reaction> made) {
        unscripted = made;
        return this;
    }

    /** The host's reactions in turn; the last one stays, and a probe gets the one that is next. */
    ScriptedTransport on(String host, Reaction... reactions) {
        scripts.put(host, new ArrayDeque<>(List.of(reactions)));
        return this;
    }

    /** The same for one path of the host only. */
    ScriptedTransport onPath(String host, String path, Reaction... reactions) {
        return on(host + path, reactions);
    }

    List<HttpRequest> sent() {
        return List.copyOf(sent);
    }

    /** How many requests a host got for a path, parameters aside. */
    long count(String host, String path) {
        return sent.stream()
                .filter(request -> request.uri().getHost().equals(host)
                        && request.uri().getPath().equals(path))
                .count();
    }

    /** How many exchanges were aborted. */
    int aborted() {
        return aborted.get();
    }

    List<String> hosts() {
        return sent.stream().map(request -> request.uri().getHost()).toList();
    }

    @Override
    public void execute(HttpRequest request, ResponseListener listener) {
        open.start(listener).ifPresent(exchange -> {
            Reaction reaction = next(request);
            sent.add(request); // Whoever sees it here knows that the script has moved on.
            exchange.attach(new Stack(exchange, reaction, aborted));
            thread.execute(() -> react(exchange, reaction));
        });
    }

    private Reaction next(HttpRequest request) {
        URI uri = request.uri();
        Deque<Reaction> ofPath = scripts.get(uri.getHost() + uri.getPath());
        Deque<Reaction> script = ofPath == null ? scripts.get(uri.getHost()) : ofPath;
        if (script == null) {
            return unscripted.apply(request);
        }
        synchronized (script) {
            boolean isAside = ofPath == null && isProbe(uri);
            return script.size() > 1 && !isAside ? script.remove() : script.element();
        }
    }

    /** Probes come when they like, on a slow machine where none is expected: no script of a host moves on by them. */
    private static boolean isProbe(URI uri) {
        return uri.getPath().equals("/version") || uri.getPath().equals("/health");
    }

    private void react(SerialExchange exchange, Reaction reaction) {
        if (reaction instanceof Reaction.Answer answer) {
            exchange.headers(new ResponseHead(answer.status(), "HTTP/1.1", answer.headers()));
            exchange.data(ByteBuffer.wrap(answer.body().getBytes(UTF_8)));
            exchange.complete();
        } else if (reaction instanceof Reaction.Fail fail) {
            exchange.fail(new TransportException(fail.kind(), fail.notSent(), "scripted", null));
        } else if (reaction instanceof Reaction.Drip drip) {
            exchange.headers(new ResponseHead(200, "HTTP/1.1", drip.headers()));
            drip(exchange, drip, 0);
        }
    }

    private void drip(SerialExchange exchange, Reaction.Drip drip, int piece) {
        if (piece < drip.pieces().size()) {
            var unused = thread.schedule(
                    () -> {
                        exchange.data(ByteBuffer.wrap(drip.pieces().get(piece).getBytes(UTF_8)));
                        drip(exchange, drip, piece + 1);
                    },
                    drip.pause().toNanos(),
                    TimeUnit.NANOSECONDS);
        } else if (drip.ends()) {
            exchange.complete();
        }
    }

    /** Reads nothing by itself, and ends when it is told to. */
    private record Stack(SerialExchange exchange, Reaction reaction, AtomicInteger aborted)
            implements SerialExchange.Stack {
        @Override
        public void read() {
            // The script pushes.
        }

        @Override
        public void abort(TransportException reason) {
            aborted.incrementAndGet();
            boolean notSent = reaction instanceof Reaction.Silence silence && silence.notSent();
            exchange.fail(new TransportException(Kind.CANCELLED, notSent, "aborted", reason));
        }
    }

    @Override
    public String name() {
        return "scripted";
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of();
    }

    @Override
    public Transport create(TransportConfig config) {
        return this;
    }

    @Override
    public void close() {
        open.close();
        thread.shutdownNow();
    }
}
