package dev.pinwheel.etcd.tck.reference;

import static java.util.Objects.requireNonNull;

import dev.pinwheel.etcd.spi.HttpRequest;
import dev.pinwheel.etcd.spi.ResponseListener;
import dev.pinwheel.etcd.spi.Transport;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;

/** Gives every exchange a thread, or has it run on its caller's. */
final class ReferenceTransport implements Transport {
    private final Wiring wiring;
    private final Flaws flaws;
    private final Set<ReferenceTransport> siblings;
    private final Set<ReferenceExchange> open = ConcurrentHashMap.newKeySet();
    private final Set<Thread> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    ReferenceTransport(Wiring wiring, Set<ReferenceTransport> siblings) {
        this.wiring = wiring;
        this.flaws = wiring.flaws();
        this.siblings = siblings;
        siblings.add(this);
    }

    @Override
    public void execute(HttpRequest request, ResponseListener listener) {
        ReferenceExchange exchange = start(request, listener);
        if (exchange.isEnded()) {
            exchange.run();
        } else {
            Thread thread = threads().newThread(exchange::run);
            running.add(thread);
            thread.start();
        }
        if (flaws.has(Flaw.WAITS_FOR_A_CONNECTION_IN_EXECUTE)) {
            exchange.awaitConnection();
        }
    }

    @Override
    public void executeOnCaller(HttpRequest request, ResponseListener listener) {
        start(request, listener).run();
    }

    private ThreadFactory threads() {
        return flaws.has(Flaw.MAKES_ITS_OWN_THREADS)
                ? OwnThreads::daemon
                : wiring.config().threads();
    }

    private ReferenceExchange start(HttpRequest request, ResponseListener listener) {
        requireNonNull(request, "request");
        requireNonNull(listener, "listener");
        ReferenceExchange exchange = new ReferenceExchange(request, listener, wiring, this::ended);
        open.add(exchange);
        if (closed && !flaws.has(Flaw.SENDS_AFTER_CLOSE)) {
            exchange.close();
        }
        exchange.start();
        return exchange;
    }

    private void ended(ReferenceExchange exchange) {
        open.remove(exchange);
        running.remove(Thread.currentThread());
        if (flaws.has(Flaw.CANCELS_NEIGHBOURS) && exchange.isCancelled()) {
            open.forEach(ReferenceExchange::cancel);
        }
    }

    @Override
    public void close() {
        closed = true;
        siblings.remove(this);
        if (!flaws.has(Flaw.FORGETS_EXCHANGES_IN_CLOSE)) {
            open.forEach(ReferenceExchange::close);
        }
        if (flaws.has(Flaw.ENDS_ITS_SIBLINGS)) {
            siblings.forEach(sibling -> sibling.open.forEach(ReferenceExchange::close));
        }
        if (flaws.has(Flaw.WAITS_FOR_ITS_THREADS_IN_CLOSE)) {
            running.forEach(OwnThreads::join);
        }
        wiring.close();
    }
}
