package dev.pinwheel.etcd.embedded.tls;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Base64;

/**
 * A certificate with its private key: what a server or a client shows of itself.
 *
 * <p>{@link #toString} keeps the key to itself.
 *
 * @param certificate signed by a {@link CertificateAuthority}
 * @param privateKey that belongs to it
 */
public record Identity(X509Certificate certificate, PrivateKey privateKey) {

    /**
     * Returns the certificate as text, as most programs want it.
     *
     * @return in PEM, with a line end behind it
     */
    public String certificatePem() {
        return pem(certificate);
    }

    /**
     * Returns the private key as text, without a password: only for keys that nobody relies on.
     *
     * @return PKCS #8 in PEM, with a line end behind it
     */
    public String privateKeyPem() {
        return pem("PRIVATE KEY", privateKey.getEncoded());
    }

    /** Whose it is; never the key. */
    @Override
    public String toString() {
        return certificate.getSubjectX500Principal().toString();
    }

    static String pem(X509Certificate certificate) {
        try {
            return pem("CERTIFICATE", certificate.getEncoded());
        } catch (GeneralSecurityException broken) {
            throw new IllegalArgumentException("certificate cannot be encoded", broken);
        }
    }

    private static String pem(String what, byte[] encoded) {
        byte[] lineEnd = {'\n'};
        String body = Base64.getMimeEncoder(64, lineEnd).encodeToString(encoded);
        return "-----BEGIN " + what + "-----\n" + body + "\n-----END " + what + "-----\n";
    }
}
