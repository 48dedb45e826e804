package dev.pinwheel.etcd.embedded.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Puts certificates into the forms that the JDK's TLS takes them in. */
final class Contexts {
    private static final String ALIAS = "it";
    private static final char[] NOBODY_ASKS_FOR_IT = {'-'};

    private Contexts() {}

    static SSLContext of(KeyManager[] shown, X509TrustManager trust) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(shown, new TrustManager[] {trust}, null);
        return context;
    }

    static KeyManager[] showing(Identity identity) throws GeneralSecurityException, IOException {
        KeyStore store = emptyStore();
        Certificate[] chain = {identity.certificate()};
        store.setKeyEntry(ALIAS, identity.privateKey(), NOBODY_ASKS_FOR_IT, chain);
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, NOBODY_ASKS_FOR_IT);
        return keys.getKeyManagers();
    }

    static X509TrustManager trusting(X509Certificate authority) throws GeneralSecurityException, IOException {
        KeyStore store = emptyStore();
        store.setCertificateEntry(ALIAS, authority);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        return Arrays.stream(trust.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast)
                .findFirst()
                .orElseThrow(() -> new GeneralSecurityException("no trust manager for X.509"));
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
