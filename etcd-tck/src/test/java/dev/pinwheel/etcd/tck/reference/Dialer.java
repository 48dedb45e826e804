package dev.pinwheel.etcd.tck.reference;

import dev.pinwheel.etcd.spi.TlsConfig;
import dev.pinwheel.etcd.spi.TransportConfig;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** Opens connections: looks the host up, connects to one of its addresses, and shakes hands. */
final class Dialer {
    private final TransportConfig config;
    private final Flaws flaws;

    Dialer(TransportConfig config, Flaws flaws) {
        this.config = config;
        this.flaws = flaws;
    }

    /** The addresses of a host. A look-up cannot be interrupted, so it has a thread that can be left behind. */
    CompletableFuture<List<InetAddress>> resolve(Origin origin) {
        CompletableFuture<List<InetAddress>> found = new CompletableFuture<>();
        if (origin.isLiteral()) {
            lookUp(origin, found);
        } else {
            config.threads().newThread(() -> lookUp(origin, found)).start();
        }
        return found;
    }

    private static void lookUp(Origin origin, CompletableFuture<List<InetAddress>> found) {
        try {
            found.complete(List.of(InetAddress.getAllByName(origin.host())));
        } catch (IOException unknown) {
            found.completeExceptionally(unknown);
        }
    }

    /**
     * Connects to the first address that lets us.
     *
     * @param ending is told of every channel before it is used, so that another thread can close it
     */
    SocketChannel connect(Origin origin, List<InetAddress> addresses, Ending ending) throws IOException, EndedEarly {
        IOException failure = new IOException("no address");
        for (InetAddress address : addresses) {
            SocketChannel channel = SocketChannel.open();
            try {
                ending.use(channel);
                channel.connect(via(origin, new InetSocketAddress(address, origin.port())));
                channel.socket().setTcpNoDelay(true);
                return channel;
            } catch (EndedEarly ended) {
                closeQuietly(channel);
                throw ended;
            } catch (IOException refused) {
                closeQuietly(channel);
                ending.check();
                failure = refused;
            }
        }
        throw failure;
    }

    private InetSocketAddress via(Origin origin, InetSocketAddress server) {
        if (!flaws.has(Flaw.USES_THE_SYSTEM_PROXY)) {
            return server;
        }
        URI uri = URI.create("http://" + origin.host() + ":" + origin.port());
        return ProxySelector.getDefault().select(uri).stream()
                .map(Proxy::address)
                .filter(InetSocketAddress.class::isInstance)
                .map(InetSocketAddress.class::cast)
                .findFirst()
                .orElse(server);
    }

    /** Makes the connection ready for requests. */
    Connection secure(Origin origin, SocketChannel channel) throws IOException {
        try {
            return new Connection(
                    origin, channel, origin.secure() ? shakeHands(origin, channel.socket()) : channel.socket(), flaws);
        } catch (IOException | RuntimeException failed) {
            closeQuietly(channel);
            throw failed;
        }
    }

    private SSLSocket shakeHands(Origin origin, Socket bare) throws IOException {
        TlsConfig tls = config.tls();
        SSLSocket socket = (SSLSocket) (tls == null ? platformDefault() : tls.context())
                .getSocketFactory()
                .createSocket(bare, origin.host(), origin.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        if ((tls == null || tls.verifyHostname()) && !flaws.has(Flaw.ACCEPTS_ANY_HOST_NAME)) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        if (flaws.has(Flaw.OFFERS_HTTP2)) {
            parameters.setApplicationProtocols(new String[] {"h2", "http/1.1"});
        }
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private static SSLContext platformDefault() throws IOException {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException broken) {
            throw new IOException(broken);
        }
    }

    static void closeQuietly(Closeable channel) {
        try {
            channel.close();
        } catch (IOException gone) {
            // It is closed all the same.
        }
    }
}
