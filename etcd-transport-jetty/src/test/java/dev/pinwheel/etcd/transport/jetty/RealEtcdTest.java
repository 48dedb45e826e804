package dev.pinwheel.etcd.transport.jetty;

import static dev.pinwheel.etcd.tck.bench.Requests.get;
import static dev.pinwheel.etcd.tck.bench.Requests.request;
import static dev.pinwheel.etcd.transport.jetty.Given.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import dev.pinwheel.etcd.embedded.tls.CertificateAuthority;
import dev.pinwheel.etcd.embedded.tls.CertificateSpec;
import dev.pinwheel.etcd.embedded.tls.Identity;
import dev.pinwheel.etcd.spi.Headers;
import dev.pinwheel.etcd.spi.TlsConfig;
import dev.pinwheel.etcd.spi.Transport;
import dev.pinwheel.etcd.spi.TransportException.Kind;
import dev.pinwheel.etcd.tck.bench.RecordingListener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HTTP/2 over TLS with a real etcd, which allows any number of streams. */
@Tag("real-etcd")
class RealEtcdTest {
    private static final Headers FORM = Headers.of("Content-Type", "application/x-www-form-urlencoded");

    @Test
    void T6_6_T7_2_watchesShareHttp2Connections(@TempDir Path directory) throws Exception {
        CertificateAuthority authority = CertificateAuthority.create();
        TlsConfig tls = new TlsConfig(authority.clientContext(), authority.trustManager(), true);
        URI endpoint = URI.create("https://127.0.0.1:" + freePort());
        Process etcd = start(authority.issue(CertificateSpec.server()), directory, endpoint);
        try (Transport transport = transport(tls)) {
            await().atMost(Duration.ofSeconds(20)).until(() -> answers(transport, endpoint));
            List<RecordingListener> watches = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                watches.add(execute(transport, get(endpoint.resolve("/v2/keys/watched?wait=true"))));
            }
            for (RecordingListener watch : watches) {
                assertThat(watch.awaitHead().protocol()).isEqualTo("HTTP/2.0");
            }
            watches.get(0).cancel();
            assertThat(watches.remove(0).awaitFailure().kind()).isEqualTo(Kind.CANCELLED);
            RecordingListener put =
                    execute(transport, request("PUT", endpoint.resolve("/v2/keys/watched"), FORM, "value=%C3%A9"));
            assertThat(put.awaitBody()).contains("\"action\":\"set\"");
            assertThat(put.awaitHead().headers().first("x-etcd-index")).isPresent();
            for (RecordingListener watch : watches) {
                assertThat(watch.awaitBody()).contains("/watched");
            }
        } finally {
            etcd.destroyForcibly().waitFor();
        }
    }

    private static Transport transport(TlsConfig tls) {
        return Given.transport(options -> options.http2(true).tls(tls));
    }

    private static boolean answers(Transport transport, URI endpoint) throws InterruptedException {
        RecordingListener health = execute(transport, get(endpoint.resolve("/health")));
        health.awaitEnd();
        return health.body().contains("true");
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private static Process start(Identity identity, Path directory, URI endpoint) throws Exception {
        Path certificate = directory.resolve("server.crt");
        Path key = directory.resolve("server.key");
        Files.writeString(certificate, identity.certificatePem());
        Files.writeString(key, identity.privateKeyPem());
        String peer = "http://127.0.0.1:" + freePort();
        ProcessBuilder etcd = new ProcessBuilder(
                "etcd", "--enable-v2",
                "--data-dir", directory.resolve("data").toString(),
                "--cert-file", certificate.toString(),
                "--key-file", key.toString(),
                "--listen-client-urls", endpoint.toString(),
                "--advertise-client-urls", endpoint.toString(),
                "--listen-peer-urls", peer,
                "--initial-advertise-peer-urls", peer,
                "--initial-cluster", "default=" + peer);
        try {
            return etcd.redirectErrorStream(true)
                    .redirectOutput(directory.resolve("etcd.log").toFile())
                    .start();
        } catch (IOException missing) {
            return fail("etcd does not start; install etcd 3.4, or leave out the tag real-etcd", missing);
        }
    }
}
