package dev.pinwheel.etcd.embedded.server;

import static dev.pinwheel.etcd.embedded.server.Servers.bytes;
import static dev.pinwheel.etcd.embedded.server.Servers.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pinwheel.etcd.embedded.server.ServerTls.ClientAuth;
import java.io.IOException;
import java.nio.file.Path;
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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What only shows in TLS. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TlsTest {
    private static final String TLS_1_2 = "TLSv1.2";
    private static final String TLS_1_3 = "TLSv1.3";

    private final Servers servers = new Servers();
    private Certificates certificates;

    @BeforeAll
    void makeCertificates(@TempDir Path directory) throws Exception {
        certificates = Certificates.in(directory);
    }

    @AfterEach
    void stopAll() {
        servers.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {TLS_1_2, TLS_1_3})
    void requestsAndAnswersOfAnySize(String protocol) throws Exception {
        String large = "x".repeat(3_000_000);
        HttpServer server = start(ClientAuth.NONE, Servers::echo);
        SSLSocket socket = connect(server, certificates.forClient(), protocol);
        try (Wiretap client = new Wiretap(socket)) {
            client.get("/" + "x".repeat(5_000)); // no limit of 4094 bytes here
            assertThat(client.readThrough("\r\n\r\n")).contains("200 OK");
            client.readThrough("0\r\n\r\n");
            client.send("PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 3000000\r\n\r\n" + large);
            assertThat(client.readThrough("\r\n\r\n")).contains("chunked");
            assertThat(client.readThrough("0\r\n\r\n")).hasSize("2dc6c1\r\n".length() + 3_000_001 + 7);
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
        try (Wiretap client = new Wiretap(connect(server, certificates.forClient(), protocol))) {
            client.send(Wiretap.GET);
            client.readThrough("\r\n\r\n");
            open.take().write(bytes("event"));
            assertThat(client.readThrough("event\r\n")).isEqualTo("5\r\nevent\r\n");
        }
        assertThat(gone.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void pipelinedRequests_areAllAnswered() throws Exception {
        HttpServer server = start(ClientAuth.NONE, Servers::echo);
        try (Wiretap client = new Wiretap(connect(server, certificates.forClient(), TLS_1_3))) {
            client.send(Wiretap.GET.repeat(5_000));
            for (int i = 0; i < 5_000; i++) {
                assertThat(client.answer()).isEqualTo("200 OK|/");
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

        assertThatThrownBy(() -> connect(server, certificates.forClient(), "TLSv1.1"))
                .isInstanceOf(SSLException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {TLS_1_2, TLS_1_3})
    void aKnownClient_isServed(String protocol) throws Exception {
        HttpServer server = start(ClientAuth.REQUIRED, Servers::echo);
        try (Wiretap client = new Wiretap(connect(server, certificates.forKnownClient(), protocol))) {
            client.send(Wiretap.GET);
            assertThat(client.answer()).isEqualTo("200 OK|/");
        }
    }

    @Test
    void aClientWithoutCertificate_failsInTheHandshake_of12() throws Exception {
        HttpServer server = start(ClientAuth.REQUIRED, Servers::echo);

        assertThatThrownBy(() -> connect(server, certificates.forClient(), TLS_1_2))
                .isInstanceOf(SSLHandshakeException.class);
    }

    @Test
    void aClientWithoutCertificate_failsAfterTheHandshake_of13() throws Exception {
        HttpServer server = start(ClientAuth.REQUIRED, Servers::echo);
        try (Wiretap client = new Wiretap(connect(server, certificates.forClient(), TLS_1_3))) {
            assertThatThrownBy(() -> {
                        client.send(Wiretap.GET);
                        client.answer();
                    })
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void cleartext_isClosedWithoutAWord() throws Exception {
        try (Wiretap client = new Wiretap(start(ClientAuth.NONE, Servers::echo))) {
            client.send(Wiretap.GET);
            assertThat(client.rest()).isIn("<end>", "<reset>");
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
        try (Wiretap client = new Wiretap(connect(server, certificates.forClient(), TLS_1_3))) {
            client.get("/close");
            assertThat(client.rest()).isEqualTo("HTTP/1.1 20<end>");
        }
        try (Wiretap client = new Wiretap(connect(server, certificates.forClient(), TLS_1_3))) {
            client.get("/reset");
            assertThat(client.rest()).endsWith("<reset>");
        }
    }

    @Test
    void pauseAndStop_workInTheMiddleOfAHandshake() throws Exception {
        HttpServer server = start(ClientAuth.NONE, Servers::echo);
        server.pause();
        try (Wiretap client = new Wiretap(server)) {
            client.send("\u0016\u0003\u0001\u0000\u0005");
            server.resume();
            assertThat(client.isSilentFor(200)).isTrue();
            server.stop();
            assertThat(client.rest()).isEqualTo("<reset>");
        }
    }

    private HttpServer start(ClientAuth clientAuth, Handler handler) throws Exception {
        ServerTls tls = new ServerTls(certificates.forServer(), clientAuth);
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
        try (SSLSocket socket = (SSLSocket) certificates
                .forClient()
                .getSocketFactory()
                .createSocket(server.address().getAddress(), server.address().getPort())) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setApplicationProtocols(offered);
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return socket.getApplicationProtocol();
        }
    }
}
