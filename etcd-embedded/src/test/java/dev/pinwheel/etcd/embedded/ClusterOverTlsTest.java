package dev.pinwheel.etcd.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pinwheel.etcd.embedded.fault.Fault;
import dev.pinwheel.etcd.embedded.request.Requests;
import dev.pinwheel.etcd.embedded.server.ServerTls;
import dev.pinwheel.etcd.embedded.server.Wiretap;
import dev.pinwheel.etcd.embedded.tls.CertificateAuthority;
import dev.pinwheel.etcd.embedded.tls.CertificateSpec;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

/** A whole cluster behind TLS, as a client of the JDK sees it, which checks certificates and host names. */
final class ClusterOverTlsTest {
    private final CertificateAuthority authority = CertificateAuthority.create();

    @Test
    void clientsOfTheAuthority_reachTheMembersByBothNames() throws Exception {
        try (EmbeddedEtcd etcd =
                EmbeddedEtcd.builder().members(2).tls(authority.serverTls()).start()) {
            for (URI uri : etcd.endpoints()) {
                assertThat(uri).hasScheme("https").hasHost("127.0.0.1");
                assertThat(get(authority.clientContext(), uri, "/version").statusCode())
                        .isEqualTo(200);
                URI byName = URI.create("https://localhost:" + uri.getPort());
                assertThat(get(authority.clientContext(), byName, "/version").statusCode())
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void membersAndMachines_areListedWithHttps() throws Exception {
        try (EmbeddedEtcd etcd =
                EmbeddedEtcd.builder().members(2).tls(authority.serverTls()).start()) {
            URI uri = etcd.endpoints().get(0);
            String machines =
                    etcd.endpoints().stream().map(URI::toString).sorted().collect(Collectors.joining(", "));

            assertThat(get(authority.clientContext(), uri, "/v2/machines").body())
                    .isEqualTo(machines);
            assertThat(get(authority.clientContext(), uri, "/v2/members").body())
                    .contains("\"clientURLs\":[\"" + uri + "\"]");
        }
    }

    @Test
    void mutualTls_servesKnownClients_andNoOthers() throws Exception {
        SSLContext known = authority.clientContext(authority.issue(CertificateSpec.client("alice")));
        SSLContext expired = authority.clientContext(
                authority.issue(CertificateSpec.client("alice").expired()));
        SSLContext unknown =
                authority.clientContext(CertificateAuthority.create().issue(CertificateSpec.client("alice")));
        try (EmbeddedEtcd etcd =
                EmbeddedEtcd.builder().tls(authority.mutualTls()).start()) {
            URI uri = etcd.endpoints().get(0);

            assertThat(get(known, uri, "/version").statusCode()).isEqualTo(200);
            assertThatThrownBy(() -> get(authority.clientContext(), uri, "/version"))
                    .isInstanceOf(IOException.class);
            assertThatThrownBy(() -> get(unknown, uri, "/version")).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> get(expired, uri, "/version")).isInstanceOf(IOException.class);
            assertThat(etcd.journal().entries()).hasSize(1);
        }
    }

    @Test
    void badCertificates_areRefusedByClients() {
        SSLContext elsewhere = authority.serverContext(authority.issue(CertificateSpec.server("elsewhere.test")));
        SSLContext expired =
                authority.serverContext(authority.issue(CertificateSpec.server().expired()));
        SSLContext unknown =
                authority.serverContext(CertificateAuthority.create().issue(CertificateSpec.server()));
        for (SSLContext bad : new SSLContext[] {elsewhere, expired, unknown}) {
            ServerTls tls = new ServerTls(bad, ServerTls.ClientAuth.NONE);
            try (EmbeddedEtcd etcd = EmbeddedEtcd.builder().tls(tls).start()) {
                assertThatThrownBy(() ->
                                get(authority.clientContext(), etcd.endpoints().get(0), "/version"))
                        .isInstanceOf(SSLHandshakeException.class);
            }
        }
    }

    @Test
    void restarts_keepTheCertificate_andFaultsAreSeenThroughTls() throws Exception {
        try (EmbeddedEtcd etcd =
                EmbeddedEtcd.builder().tls(authority.serverTls()).start()) {
            EmbeddedMember member = etcd.members().get(0);
            member.kill();
            member.restart();
            etcd.faults().next(1).inject(Fault.resetAfterApplying());
            SSLContext context = authority.clientContext();
            try (Wiretap client = new Wiretap(context.getSocketFactory()
                    .createSocket(member.uri().getHost(), member.uri().getPort()))) {
                client.put("/v2/keys/k", "value=x");
                assertThat(client.rest()).isEqualTo("<reset>");
            }
            assertThat(get(context, member.uri(), "/v2/keys/k").statusCode()).isEqualTo(200);
            assertThat(etcd.journal().applied(Requests.any())).hasSize(1);
        }
    }

    private static HttpResponse<String> get(SSLContext context, URI uri, String path)
            throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder().sslContext(context).build();
        HttpRequest request = HttpRequest.newBuilder(uri.resolve(path))
                .timeout(Duration.ofSeconds(10))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }
}
