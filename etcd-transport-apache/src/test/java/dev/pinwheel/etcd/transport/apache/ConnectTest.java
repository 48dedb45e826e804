package dev.pinwheel.etcd.transport.apache;

import static dev.pinwheel.etcd.tck.bench.Requests.get;
import static dev.pinwheel.etcd.tck.server.Scripts.answering;
import static dev.pinwheel.etcd.tck.server.Scripts.ok;
import static dev.pinwheel.etcd.transport.apache.Given.execute;
import static dev.pinwheel.etcd.transport.apache.Given.executeOnCaller;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pinwheel.etcd.embedded.tls.CertificateAuthority;
import dev.pinwheel.etcd.embedded.tls.CertificateSpec;
import dev.pinwheel.etcd.spi.TlsConfig;
import dev.pinwheel.etcd.spi.Transport;
import dev.pinwheel.etcd.spi.TransportException;
import dev.pinwheel.etcd.spi.TransportException.Kind;
import dev.pinwheel.etcd.tck.bench.Patience;
import dev.pinwheel.etcd.tck.bench.RecordingListener;
import dev.pinwheel.etcd.tck.server.RawServer;
import dev.pinwheel.etcd.tck.server.TlsFace;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.impl.InMemoryDnsResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HttpClient looks names up on the caller's thread, and grants each address and each handshake a time of its own. */
class ConnectTest {
    private static final String HOST = "several.test";

    private final CertificateAuthority authority = CertificateAuthority.create();

    /** Hangs until it is told to go on, and says who asked. */
    private static final class HangingResolver implements DnsResolver {
        private final Semaphore asked = new Semaphore(0);
        private final CountDownLatch goOn = new CountDownLatch(1);
        private final AtomicReference<Thread> asker = new AtomicReference<>();

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            asker.set(Thread.currentThread());
            asked.release();
            try {
                goOn.await();
            } catch (InterruptedException over) {
                Thread.currentThread().interrupt();
            }
            throw new UnknownHostException(host);
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }

    private static ApacheTransportFactory resolving(String... addresses) throws UnknownHostException {
        InMemoryDnsResolver resolver = new InMemoryDnsResolver();
        InetAddress[] all = new InetAddress[addresses.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = InetAddress.getByName(addresses[i]);
        }
        resolver.add(HOST, all);
        return new ApacheTransportFactory().resolver(resolver);
    }

    private TlsConfig tls() {
        return new TlsConfig(authority.clientContext(), authority.trustManager(), true);
    }

    @Test
    void T2_2_aNameIsLookedUpElsewhere_andTheLookupCanBeCancelled() throws Exception {
        HangingResolver resolver = new HangingResolver();
        try (Transport transport =
                Given.transport(new ApacheTransportFactory().resolver(resolver), options -> options)) {
            RecordingListener listener = execute(transport, get(URI.create("http://hangs.test/")));
            Patience.NORMAL.await(resolver.asked, "the resolver is asked");
            assertThat(resolver.asker.get()).isNotSameAs(Thread.currentThread());
            assertThat(listener.isEnded()).isFalse();
            listener.cancel();
            assertThat(listener.endsWithin(Patience.NORMAL.soon())).isTrue();
            assertThat(listener.awaitFailure().kind()).isEqualTo(Kind.CANCELLED);
            assertThat(listener.awaitFailure().requestNotSent()).isTrue();
            resolver.goOn.countDown();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void T2_8_aCallersLookupCanBeCancelledAndInterrupted(boolean interrupt) throws Exception {
        HangingResolver resolver = new HangingResolver();
        try (Transport transport =
                Given.transport(new ApacheTransportFactory().resolver(resolver), options -> options)) {
            RecordingListener listener = RecordingListener.unlimited();
            Thread caller = executeOnCaller(transport, get(URI.create("http://hangs.test/")), listener);
            Patience.NORMAL.await(resolver.asked, "the resolver is asked");
            if (interrupt) {
                caller.interrupt();
            } else {
                listener.cancel();
            }
            assertThat(listener.endsWithin(Patience.NORMAL.soon())).isTrue();
            assertThat(listener.awaitFailure().kind()).isEqualTo(Kind.CANCELLED);
            assertThat(listener.awaitFailure().requestNotSent()).isTrue();
            resolver.goOn.countDown();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void T5_2_theNextAddressIsTried_whenOneRefuses(boolean onCaller) throws Exception {
        try (RawServer server = RawServer.plain(answering(ok("x")));
                Transport transport = Given.transport(resolving("127.0.0.2", "127.0.0.1"), options -> options)) {
            RecordingListener listener = RecordingListener.unlimited();
            run(transport, "http", server.uri("/").getPort(), listener, onCaller);
            assertThat(listener.awaitBody()).isEqualTo("x");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void T5_2_theNextAddressIsTried_whenOneNeverAnswersTheHandshake(boolean onCaller) throws Exception {
        TlsFace face = TlsFace.of(authority.serverContext(authority.issue(CertificateSpec.server(HOST))));
        try (RawServer server = RawServer.tls(face, answering(ok("x")));
                ServerSocket silent =
                        new ServerSocket(server.uri("/").getPort(), 10, InetAddress.getByName("127.0.0.2"));
                Transport transport = Given.transport(
                        resolving("127.0.0.2", "127.0.0.1"),
                        options -> options.tls(tls()).connectTimeout(Duration.ofSeconds(2)))) {
            RecordingListener listener = RecordingListener.unlimited();
            run(transport, "https", silent.getLocalPort(), listener, onCaller);
            assertThat(listener.awaitBody()).isEqualTo("x");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void T5_2_oneDeadlineCoversAllAddressesAndTheirHandshakes(boolean onCaller) throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getByName("127.0.0.2"));
                ServerSocket second = new ServerSocket(silent.getLocalPort(), 10, InetAddress.getByName("127.0.0.3"));
                Transport transport = Given.transport(
                        resolving("127.0.0.2", "127.0.0.3"),
                        options -> options.tls(tls()).connectTimeout(Duration.ofMillis(600)))) {
            RecordingListener listener = RecordingListener.unlimited();
            long started = System.nanoTime();
            run(transport, "https", second.getLocalPort(), listener, onCaller);
            TransportException failure = listener.awaitFailure();
            assertThat(failure.kind()).as(failure.toString()).isEqualTo(Kind.CONNECT_TIMEOUT);
            assertThat(failure.requestNotSent()).isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isGreaterThan(Duration.ofMillis(590));
            assertThat(List.of(silent, second))
                    .allSatisfy(tried -> tried.accept().close());
        }
    }

    @Test
    void addressesNeedNoLookup() {
        assertThat(List.of("127.0.0.1", "255.255.255.255", "::1", "fe80::1%eth0", "0.0.0.0"))
                .allMatch(Addresses::isLiteral);
        assertThat(List.of("localhost", "a.b", "1.2.3", "256.1.1.1", "1.2.3.4.", "1.2.3.4.5", "10.example"))
                .noneMatch(Addresses::isLiteral);
    }

    private static void run(
            Transport transport, String scheme, int port, RecordingListener listener, boolean onCaller) {
        URI uri = URI.create(scheme + "://" + HOST + ":" + port + "/");
        if (onCaller) {
            transport.executeOnCaller(get(uri), listener);
        } else {
            execute(transport, get(uri), listener);
        }
    }
}
