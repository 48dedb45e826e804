package dev.pinwheel.etcd.transport.jetty;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.concurrent.TimeUnit.SECONDS;

import dev.pinwheel.etcd.spi.TlsConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * Self-signed identities for tests, made with the JDK's keytool.
 *
 * @param server for 127.0.0.1 and localhost
 * @param elsewhere for a host of another name
 * @param client for mutual TLS
 */
record Certificates(KeyStore server, KeyStore elsewhere, KeyStore client) {
    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final String ALIAS = "it";

    static Certificates in(Path directory) throws IOException, InterruptedException, GeneralSecurityException {
        return new Certificates(
                identity(directory.resolve("server.p12"), "ip:127.0.0.1,dns:localhost"),
                identity(directory.resolve("elsewhere.p12"), "dns:elsewhere.test"),
                identity(directory.resolve("client.p12"), "dns:client.test"));
    }

    private static KeyStore identity(Path file, String names)
            throws IOException, InterruptedException, GeneralSecurityException {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=test",
                        "-ext",
                        "san=" + names,
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        byte[] output = keytool.getInputStream().readAllBytes();
        if (!keytool.waitFor(30, SECONDS) || keytool.exitValue() != 0) {
            throw new IOException("keytool failed: " + new String(output, US_ASCII));
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        return store;
    }

    /** A context that shows {@code identity} and trusts {@code trusted}. */
    static SSLContext context(String protocol, KeyStore identity, KeyStore trusted) throws GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(identity, PASSWORD);
        return context(protocol, keys.getKeyManagers(), trusted);
    }

    /** A server's context that asks for client certificates and, once {@code when} has a permit, rejects any. */
    static SSLContext rejecting(String protocol, KeyStore identity, Semaphore when) throws GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(identity, PASSWORD);
        SSLContext context = SSLContext.getInstance(protocol);
        context.init(keys.getKeyManagers(), new TrustManager[] {new Rejecting(when)}, null);
        return context;
    }

    private record Rejecting(Semaphore when) implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            when.acquireUninterruptibly();
            throw new CertificateException("rejected by the test");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            throw new UnsupportedOperationException("only for servers");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    /** What a client without a certificate needs to trust {@code trusted}. */
    static TlsConfig trusting(KeyStore trusted) throws GeneralSecurityException {
        return new TlsConfig(context("TLS", new KeyManager[0], trusted), trustManager(trusted), true);
    }

    /** What a client with a certificate needs to trust {@code trusted}. */
    static TlsConfig mutual(KeyStore identity, KeyStore trusted) throws GeneralSecurityException {
        return new TlsConfig(context("TLS", identity, trusted), trustManager(trusted), true);
    }

    private static SSLContext context(String protocol, KeyManager[] keys, KeyStore trusted)
            throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance(protocol);
        context.init(keys, new TrustManager[] {trustManager(trusted)}, null);
        return context;
    }

    private static X509TrustManager trustManager(KeyStore trusted) throws GeneralSecurityException {
        KeyStore certificates = KeyStore.getInstance("PKCS12");
        try {
            certificates.load(null, null);
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        certificates.setCertificateEntry(ALIAS, trusted.getCertificate(ALIAS));
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(certificates);
        return (X509TrustManager) factory.getTrustManagers()[0];
    }

    /** Writes the server's certificate and key for programs that read PEM. */
    void writeServerPem(Path certificate, Path key) throws IOException, GeneralSecurityException {
        Certificate shown = server.getCertificate(ALIAS);
        Key secret = server.getKey(ALIAS, PASSWORD);
        Files.writeString(certificate, pem("CERTIFICATE", shown.getEncoded()));
        Files.writeString(key, pem("PRIVATE KEY", secret.getEncoded()));
    }

    private static String pem(String what, byte[] der) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n";
    }
}
