package dev.pinwheel.etcd.embedded.tls;

import dev.pinwheel.etcd.embedded.server.ServerTls;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509TrustManager;

/**
 * A certificate authority for one test, or for one run of a test cluster: it lives in memory, and its key never leaves
 * it.
 *
 * <pre>{@code
 * CertificateAuthority authority = CertificateAuthority.create();
 * try (EmbeddedEtcd etcd = EmbeddedEtcd.builder().tls(authority.mutualTls()).start()) {
 *     SSLContext client = authority.clientContext(authority.issue(CertificateSpec.client("alice")));
 *     ...
 * }
 * }</pre>
 *
 * <p>No two are the same, so a certificate from an authority that nobody knows takes a second one:
 * {@code CertificateAuthority.create().issue(CertificateSpec.server())}. Certificates that are expired or for another
 * host come from {@link CertificateSpec}. Keys are of the curve P-256, signatures ECDSA with SHA-256. Nothing is ever
 * revoked.
 *
 * <p>Immutable and thread-safe. Its methods throw an {@link IllegalStateException} if the JDK has been stripped of what
 * they need.
 */
public final class CertificateAuthority {
    private static final int NAME_BITS = 64;

    private final Issuer issuer;
    private final X509Certificate certificate;
    private final X509TrustManager trustManager;

    private CertificateAuthority(Issuer issuer, X509Certificate certificate, X509TrustManager trustManager) {
        this.issuer = issuer;
        this.certificate = certificate;
        this.trustManager = trustManager;
    }

    /**
     * Makes an authority with a key and a name of its own, valid from three days ago, for a year.
     *
     * @return the authority
     */
    public static CertificateAuthority create() {
        // Of the same name, a client would take a stranger for an impostor.
        String name = "throw-away authority " + new BigInteger(NAME_BITS, new SecureRandom()).toString(16);
        return made(() -> {
            Issuer issuer = Issuer.named(name);
            X509Certificate certificate = issuer.certificate(
                    CertificateSpec.authority(name), issuer.keys().getPublic(), Instant.now());
            return new CertificateAuthority(issuer, certificate, Contexts.trusting(certificate));
        });
    }

    /**
     * Returns the authority's own certificate, by which others recognise what it signed.
     *
     * @return signed by itself
     */
    public X509Certificate certificate() {
        return certificate;
    }

    /**
     * Returns the authority's own certificate as text.
     *
     * @return in PEM, with a line end behind it
     */
    public String certificatePem() {
        return Identity.pem(certificate);
    }

    /**
     * Makes a key, and signs a certificate for it.
     *
     * @param spec what the certificate is to say
     * @return both
     */
    public Identity issue(CertificateSpec spec) {
        return made(() -> issuer.issue(spec, Instant.now()));
    }

    /**
     * Returns what trusts the certificates of this authority and no others.
     *
     * @return for a client, or for a server that asks for client certificates
     */
    public X509TrustManager trustManager() {
        return trustManager;
    }

    /**
     * Makes the context of a server.
     *
     * @param shown what the server shows of itself; by any authority
     * @return trusts clients with a certificate of this authority, if the server asks for one
     */
    public SSLContext serverContext(Identity shown) {
        return made(() -> Contexts.of(Contexts.showing(shown), trustManager));
    }

    /**
     * Makes the context of a client that shows nothing of itself.
     *
     * @return trusts servers with a certificate of this authority
     */
    public SSLContext clientContext() {
        return made(() -> Contexts.of(new KeyManager[0], trustManager));
    }

    /**
     * Makes the context of a client that shows a certificate when the server asks for one it could trust.
     *
     * @param shown what the client shows of itself; by any authority
     * @return trusts servers with a certificate of this authority
     */
    public SSLContext clientContext(Identity shown) {
        return made(() -> Contexts.of(Contexts.showing(shown), trustManager));
    }

    /**
     * Has servers encrypt with a new certificate for this machine, see {@link CertificateSpec#server()}.
     *
     * @return does not ask clients for a certificate
     */
    public ServerTls serverTls() {
        return new ServerTls(serverContext(issue(CertificateSpec.server())), ServerTls.ClientAuth.NONE);
    }

    /**
     * Has servers encrypt with a new certificate for this machine, see {@link CertificateSpec#server()}, and serve no
     * client without a certificate of this authority.
     *
     * @return requires client certificates
     */
    public ServerTls mutualTls() {
        return new ServerTls(serverContext(issue(CertificateSpec.server())), ServerTls.ClientAuth.REQUIRED);
    }

    /** The name, for logs. */
    @Override
    public String toString() {
        return issuer.toString();
    }

    private interface Making<T> {
        T make() throws GeneralSecurityException, IOException;
    }

    private static <T> T made(Making<T> making) {
        try {
            return making.make();
        } catch (GeneralSecurityException | IOException stripped) {
            throw new IllegalStateException(
                    "this JDK cannot make certificates; use one with the modules java.base and jdk.crypto.ec",
                    stripped);
        }
    }
}
