package dev.pinwheel.etcd.tck.chapter;

import static dev.pinwheel.etcd.tck.bench.Requests.get;
import static dev.pinwheel.etcd.tck.server.Scripts.answering;
import static dev.pinwheel.etcd.tck.server.Scripts.ok;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pinwheel.etcd.spi.Capability;
import dev.pinwheel.etcd.spi.Transport;
import dev.pinwheel.etcd.spi.TransportException.Kind;
import dev.pinwheel.etcd.tck.bench.Bench;
import dev.pinwheel.etcd.tck.bench.RecordingListener;
import dev.pinwheel.etcd.tck.bench.Signal;
import dev.pinwheel.etcd.tck.certification.Needs;
import dev.pinwheel.etcd.tck.rule.Certifies;
import dev.pinwheel.etcd.tck.rule.Rule;
import dev.pinwheel.etcd.tck.server.RawServer;
import dev.pinwheel.etcd.tck.server.Script;
import dev.pinwheel.etcd.tck.server.TlsFace;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** T6.4 and T6.6: which connections carry requests, and in which version of HTTP. */
public abstract class ConnectionChapter {
    private static void assertReuse(RawServer server, Transport transport, Bench bench) throws InterruptedException {
        for (int i = 0; i < 5; i++) {
            assertEquals("x", bench.execute(transport, get(server.uri("/"))).awaitBody());
            bench.patience().pause(Duration.ofMillis(20));
        }
        assertEquals(1, server.accepted().availablePermits(), "connections for five exchanges");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 1\r\n\r\nx",
                "Transfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n",
            })
    @Certifies(Rule.T6_4)
    void T6_4_sequentialExchangesReuseAConnection(String rest, Bench bench) throws Exception {
        assertReuse(bench.plain(answering("HTTP/1.1 200 OK\r\n" + rest)), bench.transport(), bench);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    @Certifies(Rule.T6_4)
    void T6_4_sequentialExchangesReuseAConnection_underTls(String version, Bench bench) throws Exception {
        RawServer server = bench.tls(bench.certificates().server().version(version), answering(ok("x")));
        assertReuse(
                server,
                bench.transport(options -> options.tls(bench.certificates().client())),
                bench);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    @Certifies(Rule.T6_4)
    void T6_4_sequentialExchangesReuseAConnection_underMutualTls(String version, Bench bench) throws Exception {
        TlsFace mutual =
                bench.certificates().server().needingClientCertificate().version(version);
        RawServer server = bench.tls(mutual, answering(ok("x")));
        assertReuse(
                server,
                bench.transport(options -> options.tls(bench.certificates().mutualClient())),
                bench);
    }

    @Test
    @Certifies(Rule.T6_4)
    void T6_4_anExchangeStartedInsideOnComplete_reusesTheConnection(Bench bench) throws Exception {
        RawServer server = bench.plain(answering(ok("x")));
        Transport transport = bench.transport();
        AtomicInteger left = new AtomicInteger(20);
        RecordingListener last = bench.unlimited();
        startNext(server, transport, left, last, bench);
        assertEquals("x", last.awaitBody());
        assertEquals(21, server.requests().size());
        int connections = server.accepted().availablePermits();
        // Recommended only, so some races may be lost.
        assertTrue(connections <= 5, connections + " connections for 21 exchanges");
    }

    private static void startNext(
            RawServer server, Transport transport, AtomicInteger left, RecordingListener last, Bench bench) {
        RecordingListener next = left.getAndDecrement() == 0
                ? last
                : bench.unlimited().on(Signal.COMPLETE, () -> startNext(server, transport, left, last, bench));
        transport.execute(get(server.uri("/")), next);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ws://127.0.0.1:1/", "ftp://127.0.0.1/", "mailto:a@b", "/relative", "file:///etc/hosts"})
    @Certifies(Rule.T6_4)
    void T6_4_aUriThatIsNotHttp_isOther_notSent(String uri, Bench bench) throws Exception {
        RecordingListener listener = bench.execute(bench.transport(), get(URI.create(uri)));
        assertEquals(Kind.OTHER, listener.awaitFailure().kind(), () -> "for " + uri);
        assertTrue(listener.awaitFailure().requestNotSent(), "nothing was sent");
    }

    private static Script noting(List<String> negotiated) {
        return connection -> {
            connection.readRequest();
            negotiated.add(connection.negotiated());
            connection.write(ok("x"));
        };
    }

    private static void assertHttp11(Transport transport, TlsFace face, Bench bench) throws InterruptedException {
        List<String> negotiated = new CopyOnWriteArrayList<>();
        RawServer server = bench.tls(face, noting(negotiated));
        RecordingListener listener = bench.execute(transport, get(server.uri("/")));
        assertEquals("x", listener.awaitBody());
        assertEquals("HTTP/1.1", listener.awaitHead().protocol());
        assertTrue(!negotiated.contains("h2"), "h2 was agreed on");
    }

    @Test
    @Certifies(Rule.T6_6)
    void T6_6_http2IsNotOffered_unlessAskedFor(Bench bench) throws Exception {
        Transport transport =
                bench.transport(options -> options.tls(bench.certificates().client()));
        assertHttp11(transport, bench.certificates().server().agreeingTo("h2", "http/1.1"), bench);
        assertHttp11(transport, bench.certificates().server(), bench);
    }

    @Test
    @Needs(Capability.HTTP2)
    @Certifies(Rule.T6_6)
    void T6_6_aServerWithoutHttp2GetsHttp11(Bench bench) throws Exception {
        Transport transport = bench.transport(
                options -> options.http2(true).tls(bench.certificates().client()));
        assertHttp11(transport, bench.certificates().server().agreeingTo("http/1.1"), bench);
        assertHttp11(transport, bench.certificates().server(), bench);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Certifies(Rule.T6_6)
    void T6_6_plainHttpIsAlwaysHttp11(boolean http2, Bench bench) throws Exception {
        boolean declared = bench.factory().capabilities().contains(Capability.HTTP2);
        RawServer server = bench.plain(answering(ok("x")));
        bench.execute(bench.transport(options -> options.http2(http2 && declared)), get(server.uri("/")))
                .awaitBody();
        assertEquals("GET / HTTP/1.1", server.requests().get(0).line());
        assertTrue(server.requests().get(0).headers().first("Upgrade").isEmpty(), "an upgrade was offered");
    }
}
