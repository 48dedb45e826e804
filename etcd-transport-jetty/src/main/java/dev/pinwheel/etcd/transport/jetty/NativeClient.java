package dev.pinwheel.etcd.transport.jetty;

import dev.pinwheel.etcd.spi.TlsConfig;
import dev.pinwheel.etcd.spi.TransportConfig;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Consumer;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.Invocable;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.jspecify.annotations.Nullable;

/** Sets up Jetty's HttpClient to do what it is told and nothing of its own accord. */
final class NativeClient {
    private static final int MAX_THREADS = 200; // With scheduler and closer, within the 256 of T7.2.
    private static final int MIN_THREADS = 4;
    private static final int SELECTORS =
            2; // Each reads and answers on its one thread, beside as many callers as there are.
    private static final int THREAD_IDLE_MILLIS = 60_000;
    private static final int THREADS_STOP_MILLIS = 2_000;
    private static final int MAX_RESPONSE_HEAD = 64 * 1024;

    /** More than any timer needs, and still a number of nanoseconds. */
    private static final Duration LONGEST = Duration.ofDays(10_000);

    private NativeClient() {}

    static HttpClient start(TransportConfig config, OwnThreads threads, Consumer<HttpClient> customizer) {
        ScheduledThreadPoolExecutor timer = timer(threads);
        ClientConnector connector = connector(config, threads, timer);
        HandshakeFirstTransport transport = new HandshakeFirstTransport(connector, config.http2());
        // Listeners do not block (TC1), so an answer need not be handed to another thread than the one that reads it.
        transport.setInvocationType(Invocable.InvocationType.NON_BLOCKING);
        HttpClient client = new HttpClient(transport);
        client.addEventListener(new LifeCycle.Listener() {
            @Override
            public void lifeCycleStopped(LifeCycle stopped) {
                timer.shutdownNow(); // Jetty stops only what it has made itself.
            }
        });
        configure(client, config);
        customizer.accept(client);
        try {
            client.start();
        } catch (Exception broken) {
            LifeCycle.stop(client);
            throw new IllegalStateException("Jetty's HttpClient did not start: " + broken, broken);
        }
        // Jetty puts these in place as it starts; each would change the answer or send a second request (T3.7, T6.1).
        client.getContentDecoderFactories().clear();
        List.of("redirect", "www-authenticate", "proxy-authenticate", "upgrade")
                .forEach(client.getProtocolHandlers()::remove);
        client.getProtocolHandlers().put(new InterimResponses());
        return client;
    }

    private static ClientConnector connector(
            TransportConfig config, OwnThreads threads, ScheduledThreadPoolExecutor timer) {
        ClientConnector connector = new TidyConnector();
        connector.setSelectors(SELECTORS);
        connector.setExecutor(pool(threads));
        connector.setScheduler(new ScheduledExecutorScheduler(timer));
        SslContextFactory.Client tls = tls(config.tls());
        connector.setSslContextFactory(tls);
        connector.unmanage(tls); // The connector starts it with the first https endpoint.
        return connector;
    }

    private static QueuedThreadPool pool(OwnThreads threads) {
        QueuedThreadPool pool =
                new QueuedThreadPool(MAX_THREADS, MIN_THREADS, THREAD_IDLE_MILLIS, -1, null, null, threads);
        pool.setStopTimeout(THREADS_STOP_MILLIS);
        return pool;
    }

    private static ScheduledThreadPoolExecutor timer(OwnThreads threads) {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, threads);
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    private static SslContextFactory.Client tls(@Nullable TlsConfig tls) {
        SslContextFactory.Client factory = new SslContextFactory.Client();
        if (tls != null) {
            factory.setSslContext(tls.context());
            if (!tls.verifyHostname()) {
                factory.setEndpointIdentificationAlgorithm(null);
            }
        }
        return factory;
    }

    private static void configure(HttpClient client, TransportConfig config) {
        // Jetty's zero means no limit too, but its connect then fails with a NullPointerException.
        Duration connect = config.connectTimeout();
        client.setConnectTimeout(millis(connect.isZero() ? LONGEST : connect));
        client.setIdleTimeout(millis(config.connectionIdleTimeout()));
        client.setAddressResolutionTimeout(0);
        client.setMaxConnectionsPerDestination(config.maxConnectionsPerEndpoint());
        client.setMaxRequestsQueuedPerDestination(Integer.MAX_VALUE);
        client.setMaxResponseHeadersSize(MAX_RESPONSE_HEAD);
        client.setFollowRedirects(false);
        client.setHttpCookieStore(new HttpCookieStore.Empty());
        client.setUserAgentField(null);
        client.setDefaultRequestContentType(null);
    }

    /** Rounded up: a fraction of a millisecond is short, but it is not Jetty's zero, which means no limit. */
    private static long millis(Duration time) {
        return (time.compareTo(LONGEST) < 0 ? time : LONGEST).plusNanos(999_999).toMillis();
    }
}
