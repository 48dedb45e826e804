package dev.pinwheel.etcd.spi;

import static java.util.Objects.requireNonNull;

import javax.net.ssl.SSLContext;
import javax.net.ssl.X509TrustManager;

/**
 * How https connections are made.
 *
 * @param context gives the engines and sockets; its key managers hold the client certificate for mutual TLS, if any
 * @param trustManager the trust manager that the context was initialised with, which some stacks ask for besides
 * @param verifyHostname whether the server's certificate must name the host of the URI; false only in tests
 */
public record TlsConfig(SSLContext context, X509TrustManager trustManager, boolean verifyHostname) {

    /**
     * Checks the parts.
     *
     * @throws NullPointerException if a part is null
     */
    public TlsConfig {
        requireNonNull(context, "context");
        requireNonNull(trustManager, "trustManager");
    }

    /** Protocol and host name check; nothing of keys or certificates (E9). */
    @Override
    public String toString() {
        return "TlsConfig[" + context.getProtocol() + ", verifyHostname=" + verifyHostname + "]";
    }
}
