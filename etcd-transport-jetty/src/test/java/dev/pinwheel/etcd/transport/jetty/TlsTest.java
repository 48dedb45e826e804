package dev.pinwheel.etcd.transport.jetty;

import static dev.pinwheel.etcd.transport.jetty.Given.execute;
import static dev.pinwheel.etcd.transport.jetty.Given.get;
import static dev.pinwheel.etcd.transport.jetty.Given.put;
import static dev.pinwheel.etcd.transport.jetty.RawServer.answering;
import static dev.pinwheel.etcd.transport.jetty.RawServer.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pinwheel.etcd.spi.TlsConfig;
import dev.pinwheel.etcd.spi.Transport;
import dev.pinwheel.etcd.spi.TransportConfig;
import dev.pinwheel.etcd.spi.TransportException;
import dev.pinwheel.etcd.spi.TransportException.Kind;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules T4 to T6 where TLS makes a difference. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TlsTest {
    private Certificates certificates;

    @BeforeAll
    void identities(@TempDir Path directory) throws Exception {
        certificates = Certificates.in(directory);
    }

    private static Transport with(TlsConfig tls) {
        return with(tls, options -> options);
    }

    private static Transport with(TlsConfig tls, UnaryOperator<TransportConfig.Builder> more) {
        return Given.transport(options -> more.apply(options.tls(tls)));
    }

    private RawServer server(KeyStore identity, RawServer.Script script) throws Exception {
        SSLContext context = Certificates.context("TLS", identity, certificates.client());
        return RawServer.tls(context, false, List.of("http/1.1"), script);
    }

    private static URI https(RawServer plain) {
        return URI.create(plain.uri("/").toString().replace("http:", "https:"));
    }

    @Test
    void T6_4_exchangesReuseOneConnection() throws Exception {
        try (RawServer server = server(certificates.server(), answering(ok("secret")));
                Transport transport = with(Certificates.trusting(certificates.server()))) {
            assertThat(execute(transport, get(server.uri("/"))).awaitBody()).isEqualTo("secret");
            assertThat(execute(transport, get(server.uri("/"))).awaitBody()).isEqualTo("secret");
            assertThat(server.accepted().availablePermits()).isOne();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void T6_4_exchangesReuseOneConnection_underMutualTls(String protocol) throws Exception {
        SSLContext context = Certificates.context(protocol, certificates.server(), certificates.client());
        try (RawServer server = RawServer.tls(context, true, List.of(), answering(ok("mutual")));
                Transport transport = with(Certificates.mutual(certificates.client(), certificates.server()))) {
            assertThat(execute(transport, get(server.uri("/"))).awaitBody()).isEqualTo("mutual");
            assertThat(execute(transport, get(server.uri("/"))).awaitBody()).isEqualTo("mutual");
            assertThat(server.accepted().availablePermits()).isOne();
        }
    }

    @Test
    void T5_2_anUntrustedServer_isTls_notSent() throws Exception {
        try (RawServer server = server(certificates.server(), answering(ok("x")));
                Transport transport = with(Certificates.trusting(certificates.elsewhere()))) {
            assertTlsNotSent(execute(transport, put(server.uri("/"), "value=1")).awaitFailure());
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void T5_2_thePlatformsTrustIsTheDefault() throws Exception {
        try (RawServer server = server(certificates.server(), answering(ok("x")));
                Transport transport = Given.transport()) {
            assertTlsNotSent(execute(transport, get(server.uri("/"))).awaitFailure());
        }
    }

    @Test
    void T5_2_anotherHostsCertificate_isTls_unlessTheNameIsNotChecked() throws Exception {
        TlsConfig checked = Certificates.trusting(certificates.elsewhere());
        TlsConfig unchecked = new TlsConfig(checked.context(), checked.trustManager(), false);
        try (RawServer server = server(certificates.elsewhere(), answering(ok("x")));
                Transport strict = with(checked);
                Transport lax = with(unchecked)) {
            assertTlsNotSent(execute(strict, get(server.uri("/"))).awaitFailure());
            assertThat(execute(lax, get(server.uri("/"))).awaitBody()).isEqualTo("x");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void T5_2_aServerThatEndsTheHandshake_isTls_notSent(boolean reset) throws Exception {
        try (RawServer server = RawServer.plain(connection -> {
                    connection.readByte();
                    if (reset) {
                        connection.reset();
                    }
                });
                Transport transport = with(Certificates.trusting(certificates.server()))) {
            assertTlsNotSent(execute(transport, get(https(server))).awaitFailure());
        }
    }

    @Test
    void T5_2_aServerThatSpeaksNoTls_isTls_notSent() throws Exception {
        try (RawServer server = RawServer.plain(connection -> {
                    connection.write("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
                    connection.stall();
                });
                Transport transport = with(Certificates.trusting(certificates.server()))) {
            assertTlsNotSent(execute(transport, get(https(server))).awaitFailure());
            Given.awaitSoon(server.ended());
        }
    }

    private static void assertTlsNotSent(TransportException failure) {
        assertThat(failure.kind()).as(failure.toString()).isEqualTo(Kind.TLS);
        assertThat(failure.requestNotSent()).isTrue();
        assertThat(failure.getCause()).isNotNull();
    }

    @Test
    void T5_2_aServerThatNeverAnswersTheHandshake_isConnectTimeout() throws Exception {
        try (RawServer server = RawServer.plain(RawServer.Connection::stall);
                Transport transport = with(
                        Certificates.trusting(certificates.server()),
                        options -> options.connectTimeout(Duration.ofMillis(300)))) {
            long started = System.nanoTime();
            TransportException failure = execute(transport, get(https(server))).awaitFailure();
            assertThat(failure.kind()).isEqualTo(Kind.CONNECT_TIMEOUT);
            assertThat(failure.requestNotSent()).isTrue();
            assertThat(failure).hasCauseInstanceOf(SocketTimeoutException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - started))
                    .isBetween(Duration.ofMillis(290), Duration.ofSeconds(5));
            Given.awaitSoon(server.ended());
        }
    }

    @Test
    void T5_2_aConnectTimeoutOfZero_isNone_andTheIdleTimeoutDoesNotCutTheHandshake() throws Exception {
        try (RawServer server = RawServer.plain(RawServer.Connection::stall);
                Transport transport = with(
                        Certificates.trusting(certificates.server()),
                        options ->
                                options.connectTimeout(Duration.ZERO).connectionIdleTimeout(Duration.ofMillis(100)))) {
            RecordingListener listener = execute(transport, get(https(server)));
            assertThat(listener.endsWithin(1)).isFalse();
            listener.exchange().cancel();
            assertThat(listener.awaitFailure().requestNotSent()).isTrue();
        }
    }

    @Test
    void T4_2_cancelDuringTheHandshake_andCloseEndsTheSocket() throws Exception {
        try (RawServer server = RawServer.plain(RawServer.Connection::stall)) {
            try (Transport transport = with(Certificates.trusting(certificates.server()))) {
                RecordingListener listener = execute(transport, get(https(server)));
                Given.await(server.accepted());
                listener.exchange().cancel();
                assertThat(listener.endsWithin(2)).isTrue();
                assertThat(listener.awaitFailure().kind()).isEqualTo(Kind.CANCELLED);
                assertThat(listener.awaitFailure().requestNotSent()).isTrue();
            }
            Given.awaitSoon(server.ended());
        }
    }

    @RepeatedTest(40)
    void T4_6_closeWhileConnecting_leavesNoSocketOpen(RepetitionInfo repetition) throws Exception {
        try (RawServer server = RawServer.plain(RawServer.Connection::stall)) {
            try (Transport transport = with(Certificates.trusting(certificates.server()))) {
                execute(transport, get(repetition.getCurrentRepetition() % 2 == 0 ? https(server) : server.uri("/")));
                for (int spin = repetition.getCurrentRepetition() * 5_000; spin > 0; spin--) {
                    Thread.onSpinWait();
                }
            }
            if (server.accepted().tryAcquire()) {
                Given.awaitSoon(server.ended());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void T4_3_cancelIsSeenByTheServer(boolean reused) throws Exception {
        try (RawServer server = server(certificates.server(), connection -> {
                    while (connection.readRequest().startsWith("GET /warm ")) {
                        connection.write(ok("warm"));
                    }
                    connection.stall();
                });
                Transport transport = with(Certificates.trusting(certificates.server()))) {
            if (reused) {
                execute(transport, get(server.uri("/warm"))).awaitBody();
            }
            RecordingListener listener = execute(transport, get(server.uri("/watch")));
            await().until(() -> server.requests().stream().anyMatch(request -> request.startsWith("GET /watch ")));
            listener.exchange().cancel();
            assertThat(listener.endsWithin(2)).isTrue();
            assertThat(listener.awaitFailure().requestNotSent()).isFalse();
            Given.awaitSoon(server.ended());
        }
    }

    @Test
    void T5_6_aClientCertificateRejectedEarly_isTls_notSent() throws Exception {
        SSLContext context = Certificates.context("TLSv1.2", certificates.server(), certificates.elsewhere());
        try (RawServer server = RawServer.tls(context, true, List.of(), answering(ok("x")));
                Transport transport = with(Certificates.mutual(certificates.client(), certificates.server()))) {
            assertTlsNotSent(execute(transport, put(server.uri("/"), "value=1")).awaitFailure());
        }
    }

    @Test
    void T5_6_aClientCertificateRejectedAfterTheRequestWasWritten_isNotSaidToBeUnsent() throws Exception {
        Semaphore begun = new Semaphore(0);
        JettyTransportFactory factory = new JettyTransportFactory()
                .customize(client -> client.getRequestListeners().addBeginListener(request -> begun.release()));
        SSLContext context = Certificates.rejecting("TLSv1.3", certificates.server(), begun);
        try (RawServer server = RawServer.tls(context, true, List.of(), answering(ok("x")));
                Transport transport = factory.create(TransportConfig.builder()
                        .tls(Certificates.mutual(certificates.client(), certificates.server()))
                        .build())) {
            TransportException failure =
                    execute(transport, put(server.uri("/"), "value=1")).awaitFailure();
            assertThat(failure.kind()).as(failure.toString()).isIn(Kind.TLS, Kind.CONNECTION_LOST);
            assertThat(failure.requestNotSent()).isFalse();
        }
    }

    @Test
    void T3_11_truncationWithoutCloseNotify_isConnectionLost() throws Exception {
        try (RawServer server = server(certificates.server(), connection -> {
                    connection.readRequest();
                    connection.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");
                    connection.reset();
                });
                Transport transport = with(Certificates.trusting(certificates.server()))) {
            assertThat(execute(transport, get(server.uri("/"))).awaitFailure().kind())
                    .isEqualTo(Kind.CONNECTION_LOST);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void T6_6_http2IsOfferedOnlyWhenAskedFor_andAServerWithoutAlpnGetsHttp11(boolean http2) throws Exception {
        List<String> negotiated = new CopyOnWriteArrayList<>();
        RawServer.Script script = connection -> {
            connection.readRequest();
            negotiated.add(String.valueOf(connection.negotiated()));
            connection.write(ok("x"));
        };
        SSLContext context = Certificates.context("TLS", certificates.server(), certificates.client());
        try (RawServer silent = RawServer.tls(context, false, List.of(), script);
                RawServer old = RawServer.tls(context, false, List.of("http/1.1"), script);
                RawServer both =
                        RawServer.tls(context, false, http2 ? List.of("http/1.1") : List.of("h2", "http/1.1"), script);
                Transport transport =
                        with(Certificates.trusting(certificates.server()), options -> options.http2(http2))) {
            for (RawServer server : List.of(silent, old, both)) {
                RecordingListener listener = execute(transport, get(server.uri("/")));
                assertThat(listener.awaitBody()).isEqualTo("x");
                assertThat(listener.awaitHead().protocol()).isEqualTo("HTTP/1.1");
            }
            assertThat(negotiated).containsExactly("", "http/1.1", "http/1.1");
        }
    }

    @Test
    void T6_6_plainHttpIsAlwaysHttp11() throws Exception {
        try (RawServer server = RawServer.plain(answering(ok("x")));
                Transport transport = Given.transport(options -> options.http2(true))) {
            execute(transport, get(server.uri("/"))).awaitBody();
            assertThat(server.requests().get(0))
                    .startsWith("GET / HTTP/1.1\r\n")
                    .doesNotContain("Upgrade");
        }
    }
}
