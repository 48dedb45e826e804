package dev.pinwheel.etcd.embedded.server;

import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/**
 * How a server encrypts: TLS 1.2 and 1.3, and HTTP/1.1 alone in ALPN.
 *
 * @param context with the server's key and the certificates it trusts
 * @param clientAuth whether clients must show a certificate
 */
public record ServerTls(SSLContext context, ClientAuth clientAuth) {
    private static final String HTTP_1_1 = "http/1.1";

    /** Whether clients must show a certificate. */
    public enum ClientAuth {
        /** They are not asked for one. */
        NONE,
        /** Without one that the context trusts, the handshake fails. */
        REQUIRED
    }

    /** Returns the server's side of a new connection. */
    SSLEngine newEngine() {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        engine.setNeedClientAuth(clientAuth == ClientAuth.REQUIRED);
        engine.setEnabledProtocols(new String[] {"TLSv1.2", "TLSv1.3"});
        engine.setHandshakeApplicationProtocolSelector((handshake, offered) -> selected(offered));
        return engine;
    }

    // Asked only when the client offers anything. Null makes the handshake fail, with the alert that etcd sends.
    private static @Nullable String selected(List<String> offered) {
        return offered.contains(HTTP_1_1) ? HTTP_1_1 : null;
    }
}
