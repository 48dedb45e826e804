package dev.pinwheel.etcd.tck.reference;

import static java.util.Objects.requireNonNull;

import dev.pinwheel.etcd.spi.HttpRequest;
import dev.pinwheel.etcd.spi.ResponseListener;
import dev.pinwheel.etcd.spi.Transport;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Gives every exchange a thread, or has it run on its caller's. */
final class ReferenceTransport implements Transport {
    private final Wiring wiring;
    private final Set<ReferenceExchange> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    ReferenceTransport(Wiring wiring) {
        this.wiring = wiring;
    }

    @Override
    public void execute(HttpRequest request, ResponseListener listener) {
        ReferenceExchange exchange = start(request, listener);
        if (exchange.isEnded()) {
            exchange.run();
        } else {
            wiring.config().threads().newThread(exchange::run).start();
        }
    }

    @Override
    public void executeOnCaller(HttpRequest request, ResponseListener listener) {
        start(request, listener).run();
    }

    private ReferenceExchange start(HttpRequest request, ResponseListener listener) {
        requireNonNull(request, "request");
        requireNonNull(listener, "listener");
        ReferenceExchange exchange = new ReferenceExchange(request, listener, wiring, open::remove);
        open.add(exchange);
        if (closed) {
            exchange.close();
        }
        exchange.start();
        return exchange;
    }

    @Override
    public void close() {
        closed = true;
        open.forEach(ReferenceExchange::close);
        wiring.close();
    }
}
