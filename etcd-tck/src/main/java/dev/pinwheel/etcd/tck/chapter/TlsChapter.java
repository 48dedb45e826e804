package dev.pinwheel.etcd.tck.chapter;

import static dev.pinwheel.etcd.tck.bench.Requests.get;
import static dev.pinwheel.etcd.tck.bench.Requests.put;
import static dev.pinwheel.etcd.tck.server.Scripts.answering;
import static dev.pinwheel.etcd.tck.server.Scripts.ok;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pinwheel.etcd.embedded.tls.CertificateSpec;
import dev.pinwheel.etcd.spi.TlsConfig;
import dev.pinwheel.etcd.spi.Transport;
import dev.pinwheel.etcd.spi.TransportException;
import dev.pinwheel.etcd.spi.TransportException.Kind;
import dev.pinwheel.etcd.tck.bench.Bench;
import dev.pinwheel.etcd.tck.bench.Certificates;
import dev.pinwheel.etcd.tck.bench.RecordingListener;
import dev.pinwheel.etcd.tck.rule.Certifies;
import dev.pinwheel.etcd.tck.rule.Rule;
import dev.pinwheel.etcd.tck.server.RawServer;
import dev.pinwheel.etcd.tck.server.ServerConnection;
import dev.pinwheel.etcd.tck.server.TlsFace;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** T5 where TLS makes a difference. */
public abstract class TlsChapter {

    private static URI https(RawServer plain) {
        return URI.create("https://" + plain.authority() + "/");
    }

    private static Transport with(TlsConfig tls, Bench bench) {
        return bench.transport(options -> options.tls(tls));
    }

    private static void assertTlsNotSent(RecordingListener listener) throws InterruptedException {
        TransportException failure = listener.awaitFailure();
        assertEquals(Kind.TLS, failure.kind(), failure::toString);
        assertTrue(failure.requestNotSent(), "the request cannot have been sent before the handshake");
        assertNotNull(failure.getCause(), "the cause");
    }

    @Test
    @Certifies(Rule.T1_2)
    void T1_2_theContextOfTheOptionTlsIsUsed(Bench bench) throws Exception {
        TlsFace mutual = bench.certificates().server().needingClientCertificate();
        RawServer server = bench.tls(mutual, answering(ok("x")));
        Transport transport = with(bench.certificates().mutualClient(), bench);
        assertEquals("x", bench.execute(transport, get(server.uri("/"))).awaitBody());
    }

    @Test
    @Certifies(Rule.T1_2)
    void T1_2_theHostNameIsCheckedUnlessSwitchedOff(Bench bench) throws Exception {
        RawServer server =
                bench.tls(bench.certificates().server(CertificateSpec.server("elsewhere.test")), answering(ok("x")));
        Transport lax = with(bench.certificates().clientOfAnyHost(), bench);
        assertEquals("x", bench.execute(lax, get(server.uri("/"))).awaitBody());
    }

    @Test
    @Certifies(Rule.T5_2)
    void T5_2_anUnknownAuthority_isTls(Bench bench) throws Exception {
        RawServer server = bench.tls(bench.certificates().server(), answering(ok("x")));
        TlsConfig stranger = Certificates.ofAnotherAuthority().client();
        assertTlsNotSent(bench.execute(with(stranger, bench), put(server.uri("/"), "value=1")));
        assertEquals(List.of(), server.requests());
    }

    @Test
    @Certifies(Rule.T5_2)
    void T5_2_thePlatformsTrustIsTheDefault(Bench bench) throws Exception {
        RawServer server = bench.tls(bench.certificates().server(), answering(ok("x")));
        assertTlsNotSent(bench.execute(bench.transport(), get(server.uri("/"))));
    }

    @Test
    @Certifies(Rule.T5_2)
    void T5_2_anotherHostsCertificate_isTls(Bench bench) throws Exception {
        RawServer server =
                bench.tls(bench.certificates().server(CertificateSpec.server("elsewhere.test")), answering(ok("x")));
        assertTlsNotSent(bench.execute(with(bench.certificates().client(), bench), get(server.uri("/"))));
        assertEquals(List.of(), server.requests());
    }

    @Test
    @Certifies(Rule.T5_2)
    void T5_2_anExpiredCertificate_isTls(Bench bench) throws Exception {
        RawServer server =
                bench.tls(bench.certificates().server(CertificateSpec.server().expired()), answering(ok("x")));
        assertTlsNotSent(bench.execute(with(bench.certificates().client(), bench), get(server.uri("/"))));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Certifies(Rule.T5_2)
    void T5_2_aServerThatEndsTheHandshake_isTls(boolean reset, Bench bench) throws Exception {
        RawServer server = bench.plain(connection -> {
            connection.readByte();
            if (reset) {
                connection.reset();
            }
        });
        assertTlsNotSent(bench.execute(with(bench.certificates().client(), bench), get(https(server))));
    }

    @Test
    @Certifies(Rule.T5_2)
    void T5_2_aServerThatSpeaksNoTls_isTls(Bench bench) throws Exception {
        RawServer server = bench.plain(connection -> {
            connection.write("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
            connection.stall();
        });
        assertTlsNotSent(bench.execute(with(bench.certificates().client(), bench), get(https(server))));
        bench.patience().awaitSoon(server.ended(), "the connection is given up");
    }

    @Test
    @Certifies(Rule.T5_2)
    void T5_2_aHandshakeThatIsNeverAnswered_isConnectTimeout(Bench bench) throws Exception {
        RawServer server = bench.plain(ServerConnection::stall);
        Transport hasty = bench.transport(
                options -> options.tls(bench.certificates().client()).connectTimeout(Duration.ofMillis(300)));
        TransportException failure = bench.execute(hasty, get(https(server))).awaitFailure();
        assertEquals(Kind.CONNECT_TIMEOUT, failure.kind(), failure::toString);
        bench.patience().awaitSoon(server.ended(), "the connection is given up");
    }

    @Test
    @Certifies(Rule.T5_2)
    void T5_2_aConnectTimeoutOfZeroIsNone(Bench bench) throws Exception {
        RawServer server = bench.plain(ServerConnection::stall);
        Transport patient =
                bench.transport(options -> options.tls(bench.certificates().client())
                        .connectTimeout(Duration.ZERO)
                        .connectionIdleTimeout(Duration.ofMillis(100)));
        RecordingListener listener = bench.execute(patient, get(https(server)));
        assertTrue(!listener.endsWithin(Duration.ofSeconds(1)), "the handshake was cut: " + listener.signals());
        listener.cancel();
        assertTrue(listener.awaitFailure().requestNotSent(), "nothing was sent");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "connection refused",
                "Connect timed out",
                "REFUSED_STREAM",
                "Canceled",
                "unexpected end of stream"
            })
    @Certifies(Rule.T5_5)
    void T5_5_wordsInAMessageDoNotDecide(String words, Bench bench) throws Exception {
        RawServer server = bench.tls(bench.certificates().server(), answering(ok("x")));
        TlsConfig talkative = Certificates.clientTrusting(new Distrust(words));
        RecordingListener listener = bench.execute(with(talkative, bench), get(server.uri("/")));
        assertEquals(Kind.TLS, listener.awaitFailure().kind(), () -> "with the message \"" + words + "\"");
    }

    @Test
    @Certifies(Rule.T5_6)
    void T5_6_aClientCertificateRefusedInTheHandshake_isTlsOrConnectionLost(Bench bench) throws Exception {
        TlsFace strict =
                bench.certificates().server().needingClientCertificate().version("TLSv1.2");
        RawServer server = bench.tls(strict, answering(ok("x")));
        Transport transport = with(bench.certificates().expiredClient(), bench);
        TransportException failure =
                bench.execute(transport, put(server.uri("/"), "value=1")).awaitFailure();
        assertTrue(Set.of(Kind.TLS, Kind.CONNECTION_LOST).contains(failure.kind()), failure::toString);
        assertEquals(List.of(), server.requests());
    }

    /** In TLS 1.3 the client has written its request before it hears that its certificate is refused. */
    @Test
    @Certifies(Rule.T5_6)
    void T5_6_aClientCertificateRefusedLate_mayHaveBeenSent(Bench bench) throws Exception {
        for (int i = 0; i < 5; i++) {
            RawServer server = bench.tls(bench.certificates().rejectingServer(), answering(ok("x")));
            Transport transport = with(bench.certificates().mutualClient(), bench);
            TransportException failure =
                    bench.execute(transport, put(server.uri("/"), "value=1")).awaitFailure();
            assertTrue(Set.of(Kind.TLS, Kind.CONNECTION_LOST).contains(failure.kind()), failure::toString);
            assertTrue(!failure.requestNotSent(), "the request had been written when the refusal came");
        }
    }
}
