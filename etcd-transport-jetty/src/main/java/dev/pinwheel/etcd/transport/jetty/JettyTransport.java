package dev.pinwheel.etcd.transport.jetty;

import static java.util.Objects.requireNonNull;

import dev.pinwheel.etcd.spi.HttpRequest;
import dev.pinwheel.etcd.spi.OpenExchanges;
import dev.pinwheel.etcd.spi.ResponseListener;
import dev.pinwheel.etcd.spi.Transport;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.util.component.LifeCycle;

/** One started HttpClient and its open exchanges. */
final class JettyTransport implements Transport {
    private static final long RELEASED_WITHIN_SECONDS = 5;

    private final HttpClient client;
    private final OwnThreads threads;
    private final OpenExchanges open = new OpenExchanges();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final CountDownLatch released = new CountDownLatch(1);

    JettyTransport(HttpClient client, OwnThreads threads) {
        this.client = client;
        this.threads = threads;
    }

    @Override
    public void execute(HttpRequest request, ResponseListener listener) {
        requireNonNull(request, "request");
        open.start(listener).ifPresent(exchange -> JettyExchange.send(client, request, exchange));
    }

    @Override
    public void close() {
        open.close();
        if (closed.compareAndSet(false, true)) {
            threads.newThread(this::release).start();
        }
        if (!threads.isCurrent()) {
            awaitReleased();
        }
    }

    /** Runs on a thread that the pool does not know: the pool waits for its threads to end. */
    private void release() {
        try {
            LifeCycle.stop(client);
        } finally {
            released.countDown();
        }
    }

    private void awaitReleased() {
        try {
            // Late only when a listener blocks one of our threads; its user's close need not hang with it.
            boolean inTime = released.await(RELEASED_WITHIN_SECONDS, TimeUnit.SECONDS);
            if (!inTime) {
                System.getLogger(JettyTransport.class.getName())
                        .log(System.Logger.Level.WARNING, "threads of the transport have not ended yet");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
