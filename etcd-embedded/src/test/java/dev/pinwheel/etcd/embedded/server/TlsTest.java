package dev.pinwheel.etcd.embedded.server;

import static dev.pinwheel.etcd.embedded.server.Servers.bytes;
import static dev.pinwheel.etcd.embedded.server.Servers.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pinwheel.etcd.embedded.server.ServerTls.ClientAuth;
import dev.pinwheel.etcd.embedded.tls.CertificateAuthority;
import dev.pinwheel.etcd.embedded.tls.CertificateSpec;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What only shows in TLS. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TlsTest {
    private static final String TLS_1_2 = "TLSv1.2";
    private static final String TLS_1_3 = "TLSv1.3";

    private final Servers servers = new Servers();
    private final CertificateAuthority authority = CertificateAuthority.create();
    private final SSLContext context = authority.serverContext(authority.issue(CertificateSpec.server()));
    private final SSLContext client = authority.clientContext();
    private final SSLContext knownClient = authority.clientContext(authority.issue(CertificateSpec.client("known")));

    @AfterEach
    void stopAll() {
        servers.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {TLS_1_2, TLS_1_3})
    void requestsAndAnswersOfAnySize(String protocol) throws Exception {
        String large = "x".repeat(3_000_000);
        HttpServer server = start(ClientAuth.NONE, Servers::echo);
        SSLSocket socket = connect(server, client, protocol);
        try (Wiretap wire = new Wiretap(socket)) {
            wire.get("/" + "x".repeat(5_000)); // no limit of 4094 bytes here
            assertThat(wire.readThrough("\r\n\r\n")).contains("200 OK");
            wire.readThrough("0\r\n\r\n");
            wire.send("PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 3000000\r\n\r\n" + large);
            assertThat(wire.readThrough("\r\n\r\n")).contains("chunked");
            assertThat(wire.readThrough("0\r\n\r\n")).hasSize("2dc6c1\r\n".length() + 3_000_001 + 7);
            assertThat(socket.getSession().getProtocol()).isEqualTo(protocol);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {TLS_1_2, TLS_1_3})
    void streams_andTheEndOfTheirClients(String protocol) throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        BlockingQueue<ResponseStream> open = new LinkedBlockingQueue<>();
        HttpServer server = start(ClientAuth.NONE, (request, exchange) -> {
            exchange.onClientGone(gone::countDown);
            open.add(exchange.stream(ok()));
        });
        try (Wiretap wire = new Wiretap(connect(server, client, protocol))) {
            wire.send(Wiretap.GET);
            wire.readThrough("\r\n\r\n");
            open.take().write(bytes("event"));
            assertThat(wire.readThrough("event\r\n")).isEqualTo("5\r\nevent\r\n");
        }
        assertThat(gone.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void pipelinedRequests_areAllAnswered() throws Exception {
        HttpServer server = start(ClientAuth.NONE, Servers::echo);
        try (Wiretap wire = new Wiretap(connect(server, client, TLS_1_3))) {
            wire.send(Wiretap.GET.repeat(5_000));
            for (int i = 0; i < 5_000; i++) {
                assertThat(wire.answer()).isEqualTo("200 OK|/");
            }
        }
    }

    @Test
    void http11_isSelected_whenItIsOffered() throws Exception {
        HttpServer server = start(ClientAuth.NONE, Servers::echo);

        assertThat(selected(server, "h2", "http/1.1")).isEqualTo("http/1.1");
        assertThat(selected(server)).isEmpty();
        assertThatThrownBy(() -> selected(server, "h2")).isInstanceOf(SSLException.class);
    }

    @Test
    void olderTls_isRefused() throws Exception {
        HttpServer server = start(ClientAuth.NONE, Servers::echo);

        assertThatThrownBy(() -> connect(server, client, "TLSv1.1")).isInstanceOf(SSLException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {TLS_1_2, TLS_1_3})
    void aKnownClient_isServed(String protocol) throws Exception {
        HttpServer server = start(ClientAuth.REQUIRED, Servers::echo);
        try (Wiretap wire = new Wiretap(connect(server, knownClient, protocol))) {
            wire.send(Wiretap.GET);
            assertThat(wire.answer()).isEqualTo("200 OK|/");
        }
    }

    @Test
    void aClientWithoutCertificate_failsInTheHandshake_of12() throws Exception {
        HttpServer server = start(ClientAuth.REQUIRED, Servers::echo);

        assertThatThrownBy(() -> connect(server, client, TLS_1_2)).isInstanceOf(SSLHandshakeException.class);
    }

    @Test
    void aClientWithoutCertificate_failsAfterTheHandshake_of13() throws Exception {
        HttpServer server = start(ClientAuth.REQUIRED, Servers::echo);
        try (Wiretap wire = new Wiretap(connect(server, client, TLS_1_3))) {
            assertThatThrownBy(() -> {
                        wire.send(Wiretap.GET);
                        wire.answer();
                    })
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void cleartext_isClosedWithoutAWord() throws Exception {
        try (Wiretap wire = new Wiretap(start(ClientAuth.NONE, Servers::echo))) {
            wire.send(Wiretap.GET);
            assertThat(wire.rest()).isIn("<end>", "<reset>");
        }
    }

    @Test
    void faults_areSeenAsInCleartext() throws Exception {
        HttpServer server = start(ClientAuth.NONE, (request, exchange) -> {
            exchange.connection().writeRaw(bytes("HTTP/1.1 20"));
            if (request.target().equals("/close")) {
                exchange.connection().close();
            } else {
                exchange.connection().reset();
            }
        });
        try (Wiretap wire = new Wiretap(connect(server, client, TLS_1_3))) {
            wire.get("/close");
            assertThat(wire.rest()).isEqualTo("HTTP/1.1 20<end>");
        }
        try (Wiretap wire = new Wiretap(connect(server, client, TLS_1_3))) {
            wire.get("/reset");
            assertThat(wire.rest()).endsWith("<reset>");
        }
    }

    @Test
    void pauseAndStop_workInTheMiddleOfAHandshake() throws Exception {
        HttpServer server = start(ClientAuth.NONE, Servers::echo);
        server.pause();
        try (Wiretap wire = new Wiretap(server)) {
            wire.send("\u0016\u0003\u0001\u0000\u0005");
            server.resume();
            assertThat(wire.isSilentFor(200)).isTrue();
            server.stop();
            assertThat(wire.rest()).isEqualTo("<reset>");
        }
    }

    private HttpServer start(ClientAuth clientAuth, Handler handler) throws Exception {
        ServerTls tls = new ServerTls(context, clientAuth);
        return servers.start(servers.config().withTls(tls), handler);
    }

    private static SSLSocket connect(HttpServer server, SSLContext context, String protocol) throws IOException {
        SSLSocket socket = (SSLSocket) context.getSocketFactory()
                .createSocket(server.address().getAddress(), server.address().getPort());
        socket.setEnabledProtocols(new String[] {protocol});
        socket.startHandshake();
        return socket;
    }

    private String selected(HttpServer server, String... offered) throws Exception {
        try (SSLSocket socket = (SSLSocket) client.getSocketFactory()
                .createSocket(server.address().getAddress(), server.address().getPort())) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setApplicationProtocols(offered);
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return socket.getApplicationProtocol();
        }
    }
}
