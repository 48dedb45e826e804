package dev.pinwheel.etcd.tck.bench;

import dev.pinwheel.etcd.embedded.tls.CertificateAuthority;
import dev.pinwheel.etcd.embedded.tls.CertificateSpec;
import dev.pinwheel.etcd.embedded.tls.Identity;
import dev.pinwheel.etcd.spi.TlsConfig;
import dev.pinwheel.etcd.tck.server.TlsFace;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** The identities of one test, all from an authority that nobody else knows. */
public final class Certificates {
    private final CertificateAuthority authority = CertificateAuthority.create();

    Certificates() {}

    /**
     * A server with a certificate for 127.0.0.1 and localhost.
     *
     * @return speaks any version, asks for no client certificate, agrees to nothing by ALPN
     */
    public TlsFace server() {
        return server(CertificateSpec.server());
    }

    /**
     * A server with another certificate.
     *
     * @param spec what it says
     * @return speaks any version, asks for no client certificate, agrees to nothing by ALPN
     */
    public TlsFace server(CertificateSpec spec) {
        return TlsFace.of(authority.serverContext(authority.issue(spec)));
    }

    /**
     * An identity of its own authority, which {@link #client} does not trust.
     *
     * @return others
     */
    public static Certificates ofAnotherAuthority() {
        return new Certificates();
    }

    /**
     * A server of TLS 1.3 that asks for client certificates, and some time after the client has finished the handshake
     * refuses any.
     *
     * @return agrees to nothing by ALPN
     */
    public TlsFace rejectingServer() {
        Identity shown = authority.issue(CertificateSpec.server());
        return TlsFace.of(LateRefusal.contextShowing(shown))
                .needingClientCertificate()
                .version("TLSv1.3");
    }

    /**
     * What a client without a certificate needs to trust {@link #server}.
     *
     * @return with the host name check
     */
    public TlsConfig client() {
        return new TlsConfig(authority.clientContext(), authority.trustManager(), true);
    }

    /**
     * The same, without the host name check.
     *
     * @return for certificates of other hosts
     */
    public TlsConfig clientOfAnyHost() {
        return new TlsConfig(authority.clientContext(), authority.trustManager(), false);
    }

    /**
     * What a client needs to trust {@link #server}, with a certificate that it trusts.
     *
     * @return for mutual TLS
     */
    public TlsConfig mutualClient() {
        return clientShowing(authority.issue(CertificateSpec.client("client")));
    }

    /**
     * What a client needs to trust {@link #server}, with a certificate that is no longer valid.
     *
     * @return for mutual TLS that fails
     */
    public TlsConfig expiredClient() {
        return clientShowing(authority.issue(CertificateSpec.client("late").expired()));
    }

    private TlsConfig clientShowing(Identity identity) {
        return new TlsConfig(authority.clientContext(identity), authority.trustManager(), true);
    }

    /**
     * A client that decides for itself whom to trust.
     *
     * @param trust decides
     * @return with the host name check
     */
    public static TlsConfig clientTrusting(X509TrustManager trust) {
        return new TlsConfig(context(trust), trust, true);
    }

    private static SSLContext context(X509TrustManager trust) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {trust}, null);
            return context;
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("this JDK has no TLS", broken);
        }
    }
}
