package dev.pinwheel.etcd.transport.apache;

import static java.util.Objects.requireNonNull;

import dev.pinwheel.etcd.spi.HttpRequest;
import dev.pinwheel.etcd.spi.OpenExchanges;
import dev.pinwheel.etcd.spi.ResponseListener;
import dev.pinwheel.etcd.spi.Transport;
import dev.pinwheel.etcd.spi.TransportConfig;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;
import org.apache.hc.core5.io.CloseMode;

/** One started HttpClient with its threads and its open exchanges. */
final class ApacheTransport implements Transport {
    private final ExecutorService lookups;
    private final ScheduledExecutorService timer;
    private final CloseableHttpAsyncClient client;
    private final OpenExchanges open = new OpenExchanges();

    ApacheTransport(TransportConfig config, DnsResolver resolver, Consumer<HttpAsyncClientBuilder> customizer) {
        lookups = Threads.lookups(config.threads());
        timer = Threads.timer(config.threads());
        PoolingAsyncClientConnectionManager connections =
                NativeClient.connections(config, resolver, lookups, timer);
        client = NativeClient.start(config, connections, customizer);
        IdleConnections.closeAfter(config.connectionIdleTimeout(), timer, connections);
    }

    @Override
    public void execute(HttpRequest request, ResponseListener listener) {
        requireNonNull(request, "request");
        open.start(listener).ifPresent(exchange -> ApacheExchange.send(client, request, exchange));
    }

    @Override
    public void close() {
        open.close(); // Before the client, whose own close completes nothing.
        timer.shutdownNow();
        lookups.shutdownNow();
        client.close(CloseMode.IMMEDIATE);
    }
}
