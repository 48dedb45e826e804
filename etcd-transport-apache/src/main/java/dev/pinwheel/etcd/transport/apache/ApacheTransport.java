package dev.pinwheel.etcd.transport.apache;

import static java.util.Objects.requireNonNull;

import dev.pinwheel.etcd.spi.HttpRequest;
import dev.pinwheel.etcd.spi.OpenExchanges;
import dev.pinwheel.etcd.spi.ResponseListener;
import dev.pinwheel.etcd.spi.Transport;
import dev.pinwheel.etcd.spi.TransportConfig;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;
import org.apache.hc.core5.io.CloseMode;

/** HttpClient's two clients, asynchronous and classic, with their threads and their open exchanges. */
final class ApacheTransport implements Transport {
    private final ExecutorService lookups;
    private final ScheduledExecutorService timer;
    private final CloseableHttpAsyncClient client;
    private final OpenExchanges open = new OpenExchanges();
    private final CallerExchanges onCallers;
    private final boolean limited;

    ApacheTransport(TransportConfig config, DnsResolver resolver, Customizers customizers) {
        lookups = Threads.lookups(config.threads());
        timer = Threads.timer(config.threads());
        PoolingAsyncClientConnectionManager connections = NativeClient.connections(config, resolver, lookups, timer);
        client = NativeClient.start(config, connections, customizers.asynchronous());
        PoolingHttpClientConnectionManager callersConnections =
                ClassicClient.connections(config, resolver, lookups, timer);
        onCallers = new CallerExchanges(ClassicClient.create(callersConnections, customizers.classic()));
        limited = config.maxConnectionsPerEndpoint() < Integer.MAX_VALUE;
        IdleConnections.closeAfter(config.connectionIdleTimeout(), timer, connections);
        IdleConnections.closeAfter(config.connectionIdleTimeout(), timer, callersConnections);
    }

    @Override
    public void execute(HttpRequest request, ResponseListener listener) {
        requireNonNull(request, "request");
        open.start(listener).ifPresent(exchange -> ApacheExchange.send(client, request, exchange));
    }

    @Override
    public void executeOnCaller(HttpRequest request, ResponseListener listener) {
        requireNonNull(request, "request");
        requireNonNull(listener, "listener");
        if (limited) {
            CallerRelay relay = new CallerRelay(listener);
            execute(request, relay);
            relay.run();
        } else {
            onCallers.run(request, listener);
        }
    }

    @Override
    public void close() {
        open.close(); // Before the clients, whose own close completes nothing.
        onCallers.close();
        timer.shutdownNow();
        lookups.shutdownNow();
        client.close(CloseMode.IMMEDIATE);
    }
}
