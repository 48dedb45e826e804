package dev.pinwheel.etcd.examples.jdkhttp;

import static java.util.Objects.requireNonNull;

import dev.pinwheel.etcd.spi.HttpRequest;
import dev.pinwheel.etcd.spi.OpenExchanges;
import dev.pinwheel.etcd.spi.ResponseListener;
import dev.pinwheel.etcd.spi.Transport;
import java.net.http.HttpClient;

/** One HttpClient and its open exchanges. */
final class JdkTransport implements Transport {
    private final HttpClient client;
    private final Turns turns;
    private final OpenExchanges open = new OpenExchanges();

    JdkTransport(HttpClient client, Turns turns) {
        this.client = client;
        this.turns = turns;
    }

    @Override
    public void execute(HttpRequest request, ResponseListener listener) {
        requireNonNull(request, "request");
        open.start(listener).ifPresent(exchange -> JdkExchange.send(client, turns, request, exchange));
    }

    /** Idle connections stay until the collector takes the client: before JDK 21 it cannot be closed. */
    @Override
    public void close() {
        open.close();
    }
}
