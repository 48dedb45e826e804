package dev.pinwheel.etcd.tck.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;

/**
 * How a server speaks TLS.
 *
 * @param context shows the server's certificate, and trusts the clients' if they are asked for
 * @param needsClientCertificate whether a client without a certificate is turned away
 * @param versions the versions of TLS, such as "TLSv1.3"; none for the context's own choice
 * @param protocols what it agrees to by ALPN, in order of preference; none for no ALPN at all
 */
public record TlsFace(
        SSLContext context, boolean needsClientCertificate, List<String> versions, List<String> protocols) {
    private static final int BACKLOG = 2_000;

    /** Keeps copies of the lists. */
    public TlsFace {
        versions = List.copyOf(versions);
        protocols = List.copyOf(protocols);
    }

    /**
     * Any version, no client certificate, no ALPN.
     *
     * @param context shows the server's certificate
     * @return the face
     */
    public static TlsFace of(SSLContext context) {
        return new TlsFace(context, false, List.of(), List.of());
    }

    /**
     * The same, for clients with a certificate only.
     *
     * @return the face
     */
    public TlsFace needingClientCertificate() {
        return new TlsFace(context, true, versions, protocols);
    }

    /**
     * The same, with this version of TLS only.
     *
     * @param version such as "TLSv1.2"
     * @return the face
     */
    public TlsFace version(String version) {
        return new TlsFace(context, needsClientCertificate, List.of(version), protocols);
    }

    /**
     * The same, agreeing to these protocols by ALPN.
     *
     * @param names such as "h2", in order of preference
     * @return the face
     */
    public TlsFace agreeingTo(String... names) {
        return new TlsFace(context, needsClientCertificate, versions, List.of(names));
    }

    ServerSocket listen() throws IOException {
        SSLServerSocket socket = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setNeedClientAuth(needsClientCertificate);
        if (!versions.isEmpty()) {
            parameters.setProtocols(versions.toArray(String[]::new));
        }
        parameters.setApplicationProtocols(protocols.toArray(String[]::new));
        socket.setSSLParameters(parameters);
        return socket;
    }
}
