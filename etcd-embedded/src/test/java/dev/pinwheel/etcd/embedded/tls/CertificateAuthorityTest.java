package dev.pinwheel.etcd.embedded.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Certificates as the JDK's own TLS judges them. */
final class CertificateAuthorityTest {
    private final CertificateAuthority authority = CertificateAuthority.create();

    @Test
    void aServersCertificate_coversThisMachine_inTheFormThatTheStandardWants() throws Exception {
        X509Certificate certificate = authority.issue(CertificateSpec.server()).certificate();

        assertThat(certificate.getVersion()).isEqualTo(3);
        assertThat(certificate.getSubjectAlternativeNames())
                .containsExactlyInAnyOrder(
                        List.of(2, "localhost"), List.of(7, "127.0.0.1"), List.of(7, "0:0:0:0:0:0:0:1"));
        assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
        assertThat(certificate.getKeyUsage()).startsWith(true, false);
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        assertThat(certificate.getSerialNumber()).isPositive();
        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=localhost");
        assertThatCode(() -> certificate.verify(authority.certificate().getPublicKey()))
                .doesNotThrowAnyException();
    }

    @Test
    void theAuthoritysOwn_maySignCertificates_andIsSelfSigned() throws Exception {
        X509Certificate certificate = authority.certificate();

        assertThat(certificate.getBasicConstraints()).isEqualTo(Integer.MAX_VALUE);
        assertThat(certificate.getKeyUsage()).startsWith(false, false, false, false, false, true, true);
        assertThat(certificate.getIssuerX500Principal()).isEqualTo(certificate.getSubjectX500Principal());
        assertThatCode(() -> certificate.verify(certificate.getPublicKey())).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1"})
    void aClientOfTheAuthority_trustsItsServers(String host) throws Exception {
        SSLContext server = authority.serverContext(authority.issue(CertificateSpec.server()));

        assertThatCode(() -> shake(authority.clientContext(), server, host)).doesNotThrowAnyException();
    }

    @Test
    void theWrongHost_isFoundOut() {
        SSLContext server = authority.serverContext(authority.issue(CertificateSpec.server("elsewhere.test")));

        assertThatCode(() -> shake(authority.clientContext(), server, "elsewhere.test"))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> shake(authority.clientContext(), server, "localhost"))
                .isInstanceOf(SSLHandshakeException.class)
                .hasMessageContaining("localhost");
    }

    @Test
    void anUnknownAuthority_isFoundOut() {
        CertificateAuthority stranger = CertificateAuthority.create();
        SSLContext server = stranger.serverContext(stranger.issue(CertificateSpec.server()));

        assertThatThrownBy(() -> shake(authority.clientContext(), server, "localhost"))
                .isInstanceOf(SSLHandshakeException.class)
                .hasMessageContaining("unable to find valid certification path");
    }

    @Test
    void theWrongTime_isFoundOut() {
        SSLContext old =
                authority.serverContext(authority.issue(CertificateSpec.server().expired()));
        SSLContext young =
                authority.serverContext(authority.issue(CertificateSpec.server().notYetValid()));

        assertThatThrownBy(() -> shake(authority.clientContext(), old, "localhost"))
                .hasRootCauseInstanceOf(CertificateExpiredException.class);
        assertThatThrownBy(() -> shake(authority.clientContext(), young, "localhost"))
                .hasRootCauseInstanceOf(CertificateNotYetValidException.class);
    }

    @Test
    void clients_areTrusted_ifTheAuthorityKnowsThem() {
        CertificateAuthority stranger = CertificateAuthority.create();
        X509Certificate known =
                authority.issue(CertificateSpec.client("alice, bob")).certificate();
        X509Certificate unknown =
                stranger.issue(CertificateSpec.client("alice")).certificate();
        X509Certificate server = authority.issue(CertificateSpec.server()).certificate();

        assertThat(known.getSubjectX500Principal().getName()).isEqualTo("CN=alice\\, bob");
        assertThatCode(() -> check(known)).doesNotThrowAnyException();
        assertThatThrownBy(() -> check(unknown)).isInstanceOf(CertificateException.class);
        assertThatThrownBy(() -> check(server)).isInstanceOf(CertificateException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "a..b", "umläut", "999.1.1.1", ":::"})
    void hostsThatAreNone_areRefused(String host) {
        assertThatThrownBy(() -> CertificateSpec.server("localhost", host))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(host);
    }

    @Test
    void nothingShowsAKey() {
        Identity identity = authority.issue(CertificateSpec.client("alice"));

        assertThat(identity).hasToString("CN=alice");
        assertThat(authority.toString()).startsWith("CN=throw-away authority ");
        assertThat(CertificateSpec.server("a.test")).hasToString("SERVER a.test [a.test]");
    }

    private void check(X509Certificate client) throws CertificateException {
        authority.trustManager().checkClientTrusted(new X509Certificate[] {client}, "EC");
    }

    private static void shake(SSLContext client, SSLContext server, String host) throws Exception {
        SSLEngine connecting = client.createSSLEngine(host, 1);
        connecting.setUseClientMode(true);
        var parameters = connecting.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        connecting.setSSLParameters(parameters);
        SSLEngine accepting = server.createSSLEngine();
        accepting.setUseClientMode(false);
        new InMemoryHandshake(connecting, accepting).run();
    }
}
