package dev.pinwheel.etcd.embedded.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Self-signed identities for tests, made with the JDK's keytool.
 *
 * @param server for the loopback interface
 * @param client for mutual TLS
 */
record Certificates(KeyStore server, KeyStore client) {
    private static final String PASSWORD = "changeit";
    private static final String ALIAS = "it";

    static Certificates in(Path directory) throws IOException, InterruptedException, GeneralSecurityException {
        return new Certificates(
                identity(directory.resolve("server.p12"), "ip:127.0.0.1"),
                identity(directory.resolve("client.p12"), "dns:client.test"));
    }

    /** Shows the server's certificate, and trusts the client's. */
    SSLContext forServer() throws GeneralSecurityException, IOException {
        return context(keys(server), client);
    }

    /** Shows no certificate. */
    SSLContext forClient() throws GeneralSecurityException, IOException {
        return context(new KeyManager[0], server);
    }

    /** Shows the client's certificate. */
    SSLContext forKnownClient() throws GeneralSecurityException, IOException {
        return context(keys(client), server);
    }

    private static KeyManager[] keys(KeyStore identity) throws GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(identity, PASSWORD.toCharArray());
        return keys.getKeyManagers();
    }

    private static SSLContext context(KeyManager[] keys, KeyStore trusted)
            throws GeneralSecurityException, IOException {
        KeyStore certificates = KeyStore.getInstance("PKCS12");
        certificates.load(null, null);
        certificates.setCertificateEntry(ALIAS, trusted.getCertificate(ALIAS));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(certificates);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, trust.getTrustManagers(), null);
        return context;
    }

    private static KeyStore identity(Path file, String name)
            throws IOException, InterruptedException, GeneralSecurityException {
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        String options = "-genkeypair -alias it -keyalg EC -groupname secp256r1 -dname CN=test -validity 2"
                + " -storetype PKCS12 -storepass " + PASSWORD + " -ext san=" + name;
        ProcessBuilder command = new ProcessBuilder(options.split(" ", -1));
        command.command().add(0, keytool.toString());
        command.command().add("-keystore");
        command.command().add(file.toString());
        Process process = command.redirectErrorStream(true).start();
        byte[] output = process.getInputStream().readAllBytes();
        if (!process.waitFor(30, SECONDS) || process.exitValue() != 0) {
            throw new IOException("keytool failed: " + new String(output, US_ASCII));
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }
}
