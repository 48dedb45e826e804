package dev.pinwheel.etcd.transport.okhttp;

import static java.util.Objects.requireNonNull;

import dev.pinwheel.etcd.spi.HttpRequest;
import dev.pinwheel.etcd.spi.OpenExchanges;
import dev.pinwheel.etcd.spi.ResponseListener;
import dev.pinwheel.etcd.spi.SerialExchange;
import dev.pinwheel.etcd.spi.Transport;
import dev.pinwheel.etcd.spi.TransportConfig;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;

/** OkHttp's client, the threads that carry its exchanges, and the exchanges that are open. */
final class OkHttpTransport implements Transport {
    private static final int THREAD_IDLE_SECONDS = 10;

    private final TransportConfig config;
    private final ExecutorService threads;
    private final ScheduledThreadPoolExecutor timer;
    private final ChannelSockets sockets = new ChannelSockets();
    private final NativeClient client;
    private final OpenExchanges open = new OpenExchanges();
    private final Map<String, Turns> turns = new ConcurrentHashMap<>();
    private final Turns endless = new Turns(Integer.MAX_VALUE);
    private volatile boolean closed;

    OkHttpTransport(TransportConfig config, Consumer<OkHttpClient.Builder> customizer) {
        this.config = config;
        threads = new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                THREAD_IDLE_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                config.threads());
        timer = new ScheduledThreadPoolExecutor(
                1, config.threads(), new ThreadPoolExecutor.DiscardPolicy()); // Discards once it is closed.
        timer.setRemoveOnCancelPolicy(true);
        client = new NativeClient(config, threads, sockets, customizer);
    }

    @Override
    public void execute(HttpRequest request, ResponseListener listener) {
        requireNonNull(request, "request");
        Carrier carrier = new Carrier();
        open.start(listener, carrier).ifPresent(exchange -> {
            if (!beginOnThread(request, exchange, carrier)) {
                carry(exchange, carrier);
            }
        });
    }

    @Override
    public void executeOnCaller(HttpRequest request, ResponseListener listener) {
        requireNonNull(request, "request");
        Carrier caller = new Carrier();
        open.start(listener, caller).ifPresent(exchange -> {
            if (mayShareConnection(request)) {
                // An interrupt closes the socket that its thread is writing to: it must not be others' as well (T4.4).
                Carrier network = new Carrier();
                beginOnThread(request, exchange, network);
                carry(exchange, caller);
                network.execute(() -> {}); // Wakes it, to see that the exchange has ended.
            } else {
                begin(request, exchange, caller);
                carry(exchange, caller);
            }
        });
    }

    private boolean mayShareConnection(HttpRequest request) {
        return config.http2() && "https".equalsIgnoreCase(request.uri().getScheme());
    }

    /** False when there is no thread: then the exchange has failed, and its carrier has yet to say so. */
    private boolean beginOnThread(HttpRequest request, SerialExchange exchange, Carrier carrier) {
        try {
            threads.execute(() -> carry(exchange, carrier));
        } catch (RejectedExecutionException | OutOfMemoryError noThread) {
            exchange.fail(new Failures(request.uri()).withoutThread(noThread));
            return false;
        }
        begin(request, exchange, carrier);
        return true;
    }

    private void begin(HttpRequest request, SerialExchange exchange, Carrier carrier) {
        Failures failures = new Failures(request.uri());
        Progress progress = new Progress(config.connectTimeout(), timer);
        try {
            Request wanted = NativeRequest.of(request, progress);
            OkHttpExchange sending = new OkHttpExchange(
                    exchange, carrier, client.newCall(wanted), progress, failures, turnsAt(wanted.url()));
            exchange.attach(sending);
            sending.begin();
        } catch (RuntimeException | Error refused) {
            exchange.fail(failures.unsendable(refused));
        }
    }

    private Turns turnsAt(HttpUrl url) {
        if (config.maxConnectionsPerEndpoint() == Integer.MAX_VALUE) {
            return endless;
        }
        return turns.computeIfAbsent(
                url.scheme() + "://" + url.host() + ":" + url.port(),
                endpoint -> new Turns(config.maxConnectionsPerEndpoint()));
    }

    private void carry(SerialExchange exchange, Carrier carrier) {
        carrier.carry(exchange);
        if (closed) {
            client.closeIdle(); // Its connection may have come to the pool after all others had gone.
        }
    }

    @Override
    public void close() {
        closed = true;
        open.close();
        threads.shutdown();
        timer.shutdownNow();
        sockets.close();
        client.closeIdle();
    }
}
