package dev.pinwheel.etcd.transport.apache;

import dev.pinwheel.etcd.spi.HttpRequest;
import dev.pinwheel.etcd.spi.ResponseListener;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.io.CloseMode;

/** The exchanges that run on their callers' threads, and the client that carries them. */
final class CallerExchanges {
    private final CloseableHttpClient client;
    private final Set<CallerExchange> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    CallerExchanges(CloseableHttpClient client) {
        this.client = client;
    }

    void run(HttpRequest request, ResponseListener listener) {
        CallerExchange exchange = new CallerExchange(listener, new Failures(request.uri()));
        open.add(exchange);
        try {
            exchange.start();
            if (closed) {
                exchange.close();
            }
            exchange.run(client, request);
        } finally {
            open.remove(exchange);
        }
    }

    void close() {
        closed = true;
        open.forEach(CallerExchange::close);
        client.close(CloseMode.IMMEDIATE);
    }
}
