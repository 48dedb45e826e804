package dev.pinwheel.etcd.transport.jetty;

import static dev.pinwheel.etcd.tck.bench.Requests.get;
import static dev.pinwheel.etcd.tck.server.Scripts.answering;
import static dev.pinwheel.etcd.tck.server.Scripts.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.pinwheel.etcd.spi.Capability;
import dev.pinwheel.etcd.spi.Transport;
import dev.pinwheel.etcd.spi.TransportConfig;
import dev.pinwheel.etcd.spi.TransportException.Kind;
import dev.pinwheel.etcd.spi.TransportFactory;
import dev.pinwheel.etcd.tck.bench.Patience;
import dev.pinwheel.etcd.tck.bench.RecordingListener;
import dev.pinwheel.etcd.tck.bench.Signal;
import dev.pinwheel.etcd.tck.server.RawServer;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.SocketAddressResolver;
import org.junit.jupiter.api.Test;

/** What a user of Jetty's transport meets beyond rules T, and where a test of them needs Jetty's own hooks. */
class JettyTransportTest {
    private static final TransportConfig DEFAULTS = TransportConfig.builder().build();

    @Test
    void theFactoryIsFoundByServiceLoader() {
        assertThat(ServiceLoader.load(TransportFactory.class))
                .singleElement()
                .isInstanceOf(JettyTransportFactory.class)
                .extracting(TransportFactory::name, TransportFactory::capabilities)
                .containsExactly("jetty", Set.of(Capability.HTTP2));
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
    void T2_2_executeDoesNotWaitForNameResolution_andACancelledLookupEndsAtOnce() throws Exception {
        CountDownLatch neverResolves = new CountDownLatch(1);
        Semaphore asked = new Semaphore(0);
        JettyTransportFactory factory = new JettyTransportFactory()
                .customize(
                        client -> client.setSocketAddressResolver(new HangingResolver(client, asked, neverResolves)));
        try (Transport transport = factory.create(DEFAULTS)) {
            RecordingListener listener = Given.execute(transport, get(URI.create("http://hangs.test/")));
            Patience.NORMAL.await(asked, "the name is looked up");
            assertThat(listener.isEnded()).isFalse();
            listener.cancel();
            assertThat(listener.endsWithin(Duration.ofSeconds(2))).isTrue();
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
    void T4_6_closeInsideACallback_doesNotWaitForItsOwnThread() throws Exception {
        try (RawServer server = RawServer.plain(answering(ok("x")))) {
            Transport transport = Given.transport();
            Duration[] took = new Duration[1];
            RecordingListener listener = RecordingListener.unlimited().on(Signal.HEADERS, () -> {
                long started = System.nanoTime();
                transport.close();
                took[0] = Duration.ofNanos(System.nanoTime() - started);
            });
            Given.execute(transport, get(server.uri("/")), listener);
            assertThat(listener.awaitFailure().kind()).isEqualTo(Kind.CLOSED);
            assertThat(took[0]).isLessThan(Duration.ofSeconds(1));
            Patience.NORMAL.awaitSoon(server.ended(), "the server sees the end");
        }
    }
}
