package dev.pinwheel.etcd.transport.jetty;

import static dev.pinwheel.etcd.transport.jetty.Given.execute;
import static dev.pinwheel.etcd.transport.jetty.Given.get;
import static dev.pinwheel.etcd.transport.jetty.RawServer.answering;
import static dev.pinwheel.etcd.transport.jetty.RawServer.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.awaitility.Awaitility.await;

import dev.pinwheel.etcd.spi.Capability;
import dev.pinwheel.etcd.spi.Transport;
import dev.pinwheel.etcd.spi.TransportConfig;
import dev.pinwheel.etcd.spi.TransportException.Kind;
import dev.pinwheel.etcd.spi.TransportFactory;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.SocketAddressResolver;
import org.junit.jupiter.api.Test;

/** Rules T1, T2, T4.6 and T7.5: factories, signals, and the end of a transport. */
class LifecycleTest {
    private static final TransportConfig DEFAULTS = TransportConfig.builder().build();

    private static final RawServer.Script SILENT = connection -> {
        connection.readRequest();
        connection.stall();
    };

    @Test
    void theFactoryIsFoundByServiceLoader() {
        assertThat(ServiceLoader.load(TransportFactory.class))
                .singleElement()
                .isInstanceOf(JettyTransportFactory.class)
                .extracting(TransportFactory::name, TransportFactory::capabilities)
                .containsExactly("jetty", Set.of(Capability.HTTP2));
    }

    @Test
    void T1_1_createOpensNoConnection() throws Exception {
        try (RawServer server = RawServer.plain(answering(ok("x")));
                Transport transport = Given.transport()) {
            assertThat(server.accepted().availablePermits()).isZero();
            execute(transport, get(server.uri("/"))).awaitBody();
            assertThat(server.accepted().availablePermits()).isOne();
        }
    }

    @Test
    void T1_3_transportsOfOneFactoryShareNothing() throws Exception {
        JettyTransportFactory factory = new JettyTransportFactory();
        try (RawServer server = RawServer.plain(answering(ok("x")));
                Transport survivor = factory.create(DEFAULTS)) {
            Transport closed = factory.create(DEFAULTS);
            execute(closed, get(server.uri("/"))).awaitBody();
            closed.close();
            assertThat(execute(survivor, get(server.uri("/"))).awaitBody()).isEqualTo("x");
        }
    }

    @Test
    void T1_4_theSystemProxyIsNotUsed() throws Exception {
        ProxySelector before = ProxySelector.getDefault();
        try (RawServer proxy = RawServer.plain(answering(ok("proxy")));
                RawServer server = RawServer.plain(answering(ok("server")))) {
            System.setProperty("http.proxyHost", "127.0.0.1");
            System.setProperty("http.proxyPort", String.valueOf(proxy.uri("/").getPort()));
            System.setProperty("http.nonProxyHosts", "");
            try (Transport transport = Given.transport()) {
                assertThat(execute(transport, get(server.uri("/"))).awaitBody()).isEqualTo("server");
            }
        } finally {
            List.of("http.proxyHost", "http.proxyPort", "http.nonProxyHosts").forEach(System::clearProperty);
            ProxySelector.setDefault(before);
        }
    }

    @Test
    @SuppressWarnings("NullAway") // Null is what is tried.
    void customize_reachesTheClientInOrder_andLeavesTheFactoryAlone() {
        List<String> seen = new ArrayList<>();
        JettyTransportFactory plain = new JettyTransportFactory();
        JettyTransportFactory custom = plain.customize(client -> seen.add("first " + client.isStarted()))
                .customize(client -> seen.add("second " + client.isFollowRedirects()));
        plain.create(DEFAULTS).close();
        assertThat(seen).isEmpty();
        custom.create(DEFAULTS).close();
        assertThat(seen).containsExactly("first false", "second false");
        assertThatNullPointerException().isThrownBy(() -> plain.customize(null));
    }

    @Test
    void T2_1_onStartComesFirst_onTheCallersThread_andNothingBeforeItReturns() throws Exception {
        try (RawServer server = RawServer.plain(answering(ok("x")));
                Transport transport = Given.transport()) {
            RecordingListener listener = execute(transport, get(server.uri("/")));
            assertThat(listener.startThread()).isSameAs(Thread.currentThread());
            listener.awaitBody();
            assertThat(listener.story()).isEqualTo("start headers data complete");
        }
    }

    @Test
    @SuppressWarnings("NullAway") // Null is what is tried.
    void T2_2_executeThrowsOnlyForNull() {
        try (Transport transport = Given.transport()) {
            RecordingListener listener = RecordingListener.unlimited();
            assertThatNullPointerException().isThrownBy(() -> transport.execute(null, listener));
            assertThatNullPointerException()
                    .isThrownBy(() -> transport.execute(get(URI.create("http://127.0.0.1:1/")), null));
        }
    }

    @Test
    void T2_2_executeDoesNotWaitForNameResolution_andACancelledLookupEndsAtOnce() throws Exception {
        CountDownLatch neverResolves = new CountDownLatch(1);
        Semaphore asked = new Semaphore(0);
        JettyTransportFactory factory = new JettyTransportFactory()
                .customize(
                        client -> client.setSocketAddressResolver(new HangingResolver(client, asked, neverResolves)));
        try (Transport transport = factory.create(DEFAULTS)) {
            RecordingListener listener = execute(transport, get(URI.create("http://hangs.test/")));
            Given.await(asked);
            assertThat(listener.isEnded()).isFalse();
            listener.exchange().cancel();
            assertThat(listener.endsWithin(2)).isTrue();
            assertThat(listener.awaitFailure().kind()).isEqualTo(Kind.CANCELLED);
            assertThat(listener.awaitFailure().requestNotSent()).isTrue();
            neverResolves.countDown();
        }
    }

    private record HangingResolver(HttpClient client, Semaphore asked, CountDownLatch until)
            implements SocketAddressResolver {
        @Override
        public void resolve(
                String host, int port, Map<String, Object> context, Promise<List<InetSocketAddress>> promise) {
            client.getExecutor().execute(() -> {
                asked.release();
                try {
                    until.await();
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
            });
        }
    }

    @Test
    void T2_7_aListenerThatThrows_endsItsExchange_withItsOwnError() throws Exception {
        for (String signal : List.of("start", "headers", "data")) {
            try (RawServer server = RawServer.plain(answering(ok("x")));
                    Transport transport = Given.transport()) {
                AssertionError thrown = new AssertionError("from " + signal);
                RecordingListener listener = RecordingListener.unlimited().on(current -> {
                    if (current.equals(signal)) {
                        throw thrown;
                    }
                });
                execute(transport, get(server.uri("/")), listener);
                assertThat(listener.awaitFailure().kind()).isEqualTo(Kind.LISTENER);
                assertThat(listener.awaitFailure()).hasCause(thrown);
                assertThat(execute(transport, get(server.uri("/"))).awaitBody()).isEqualTo("x");
            }
        }
    }

    @Test
    void T4_6_closeEndsEveryExchange_closesEverySocket_andEndsTheThreads() throws Exception {
        Set<Thread> made = ConcurrentHashMap.newKeySet();
        ThreadFactory threads = task -> {
            Thread thread = new Thread(task, "closing-test");
            thread.setDaemon(true);
            made.add(thread);
            return thread;
        };
        try (RawServer silent = RawServer.plain(SILENT);
                RawServer idle = RawServer.plain(answering(ok("x")))) {
            Transport transport = Given.transport(options -> options.threads(threads));
            execute(transport, get(idle.uri("/"))).awaitBody();
            RecordingListener open = execute(transport, get(silent.uri("/")));
            await().until(() -> silent.requests().size() == 1);

            transport.close();

            assertThat(open.awaitFailure().kind()).isEqualTo(Kind.CLOSED);
            assertThat(open.awaitFailure().requestNotSent()).isFalse();
            Given.awaitSoon(silent.ended());
            Given.awaitSoon(idle.ended());
            await().atMost(5, TimeUnit.SECONDS).until(() -> made.stream().noneMatch(Thread::isAlive));
            transport.close();

            RecordingListener late = execute(transport, get(idle.uri("/")));
            assertThat(late.awaitFailure().kind()).isEqualTo(Kind.CLOSED);
            assertThat(late.awaitFailure().requestNotSent()).isTrue();
            assertThat(late.story()).isEqualTo("start failure");
        }
    }

    @Test
    void T4_6_T7_5_allThreadsComeFromTheFactory_andNoneIsLeft() throws Exception {
        Set<Long> before = new HashSet<>();
        Thread.getAllStackTraces().keySet().forEach(thread -> before.add(thread.getId()));
        Set<Long> made = ConcurrentHashMap.newKeySet();
        try (RawServer server = RawServer.plain(answering(ok("x")));
                Transport transport = Given.transport(options -> options.threads(task -> {
                    Thread thread = new Thread(task, "made-by-test");
                    made.add(thread.getId());
                    return thread;
                }))) {
            execute(transport, get(server.uri("/"))).awaitBody();
            assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> !before.contains(thread.getId()) && !made.contains(thread.getId()))
                    .filteredOn(thread -> !thread.getName().equals("raw-server"))
                    .noneMatch(
                            thread -> thread.getName().toLowerCase(Locale.ROOT).contains("http")
                                    || thread.getName().contains("qtp"));
        }
        await().atMost(5, TimeUnit.SECONDS)
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> made.contains(thread.getId())));
    }

    @Test
    void T4_6_closeInsideACallback_doesNotWaitForItsOwnThread() throws Exception {
        try (RawServer server = RawServer.plain(answering(ok("x")))) {
            Transport transport = Given.transport();
            Duration[] took = new Duration[1];
            RecordingListener listener = RecordingListener.unlimited().on(signal -> {
                if (signal.equals("headers")) {
                    long started = System.nanoTime();
                    transport.close();
                    took[0] = Duration.ofNanos(System.nanoTime() - started);
                }
            });
            execute(transport, get(server.uri("/")), listener);
            assertThat(listener.awaitFailure().kind()).isEqualTo(Kind.CLOSED);
            assertThat(took[0]).isLessThan(Duration.ofSeconds(1));
            Given.awaitSoon(server.ended());
        }
    }

    @Test
    void T4_6_closeInsideOnStart_sendsNothing() throws Exception {
        try (RawServer server = RawServer.plain(answering(ok("x")))) {
            Transport transport = Given.transport();
            RecordingListener listener = RecordingListener.unlimited().on(signal -> {
                if (signal.equals("start")) {
                    transport.close();
                }
            });
            execute(transport, get(server.uri("/")), listener);
            assertThat(listener.awaitFailure().kind()).isEqualTo(Kind.CLOSED);
            assertThat(server.requests()).isEmpty();
        }
    }
}
