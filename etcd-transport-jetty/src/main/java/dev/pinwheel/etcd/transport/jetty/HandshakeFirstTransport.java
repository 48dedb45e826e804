package dev.pinwheel.etcd.transport.jetty;

import static java.util.Objects.requireNonNull;

import dev.pinwheel.etcd.transport.jetty.HandshakeConnection.Outcome;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.eclipse.jetty.client.AbstractConnectorHttpClientTransport;
import org.eclipse.jetty.client.Destination;
import org.eclipse.jetty.client.MultiplexConnectionPool;
import org.eclipse.jetty.client.Origin;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.transport.HttpClientConnectionFactory;
import org.eclipse.jetty.client.transport.HttpDestination;
import org.eclipse.jetty.http2.client.HTTP2Client;
import org.eclipse.jetty.http2.client.transport.ClientConnectionFactoryOverHTTP2;
import org.eclipse.jetty.io.ClientConnectionFactory;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.Transport;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.util.Promise;

/**
 * Opens connections: HTTP/1.1 over TCP for http, and for https whatever a finished TLS handshake has negotiated (T6.6).
 *
 * <p>Jetty's own transports begin a request before the handshake, or speak HTTP/2 to a server that negotiates nothing.
 */
final class HandshakeFirstTransport extends AbstractConnectorHttpClientTransport {
    private static final String CONNECT_STARTED = HandshakeFirstTransport.class.getName() + ".started";
    private static final String PROMISE = org.eclipse.jetty.client.Connection.PROMISE_CONTEXT_KEY;
    private static final String HTTP_1_1 = "http/1.1";
    private static final String HTTP_2 = "h2";
    private static final int STREAM_WINDOW = 256 * 1024; // What one stalled exchange may hold back …
    private static final int SESSION_WINDOW = 64 * 1024 * 1024; // … of what all on its connection share (T4.4).

    private final Origin.Protocol plain = new Origin.Protocol(List.of(HTTP_1_1), false);
    private final Origin.Protocol secure;
    private final ClientConnectionFactory http1 = new HttpClientConnectionFactory();
    private final ClientConnectionFactoryOverHTTP2 http2;

    HandshakeFirstTransport(ClientConnector connector, boolean offerHttp2) {
        super(connector);
        // Not "negotiate", which would put Jetty's own ALPN connection before ours.
        secure = new Origin.Protocol(offerHttp2 ? List.of(HTTP_2, HTTP_1_1) : List.of(HTTP_1_1), false);
        http2 = new ClientConnectionFactoryOverHTTP2(http2(connector));
        installBean(http2);
        setConnectionPoolFactory(destination -> {
            int most = destination.getHttpClient().getMaxConnectionsPerDestination();
            return offerHttp2 && destination.isSecure()
                    ? new MultiplexConnectionPool(destination, most, 1)
                    : new ManyConnections(destination, most);
        });
    }

    private static HTTP2Client http2(ClientConnector connector) {
        HTTP2Client client = new HTTP2Client(connector);
        client.setInitialStreamRecvWindow(STREAM_WINDOW);
        client.setInitialSessionRecvWindow(SESSION_WINDOW);
        client.setMaxConcurrentPushedStreams(0);
        return client;
    }

    @Override
    public Origin newOrigin(Request request) {
        boolean https = "https".equalsIgnoreCase(request.getScheme());
        request.transport(Transport.TCP_IP); // Jetty leaves the choice to its HttpClientTransport.
        return getHttpClient().createOrigin(request, https ? secure : plain);
    }

    @Override
    public Destination newDestination(Origin origin) {
        return new HttpDestination(getHttpClient(), origin);
    }

    @Override
    public void connect(SocketAddress address, Map<String, Object> context) {
        context.put(CONNECT_STARTED, System.nanoTime());
        super.connect(address, context);
    }

    @Override
    public Connection newConnection(EndPoint endPoint, Map<String, Object> context) throws IOException {
        if (!(endPoint instanceof SslConnection.SslEndPoint encrypted)) {
            return http1(endPoint, context);
        }
        SSLEngine engine = encrypted.getSslConnection().getSSLEngine();
        offer(engine, secure.getProtocols());
        HandshakeConnection handshake =
                new HandshakeConnection(encrypted, getClientConnector(), handshakeMillis(context), new Outcome() {
                    @Override
                    public Connection succeeded() throws IOException {
                        return HTTP_2.equals(engine.getApplicationProtocol())
                                ? http2.newConnection(endPoint, context)
                                : http1(endPoint, context);
                    }

                    @Override
                    public void failed(Throwable failure) {
                        connectFailed(context, failure);
                    }
                });
        encrypted.getSslConnection().addHandshakeListener(handshake);
        return handshake;
    }

    private static void offer(SSLEngine engine, List<String> protocols) {
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setApplicationProtocols(protocols.toArray(String[]::new));
        engine.setSSLParameters(parameters);
    }

    private Connection http1(EndPoint endPoint, Map<String, Object> context) throws IOException {
        context.computeIfPresent(PROMISE, (key, promise) -> new ForgetfulPromise<>((Promise<?>) promise));
        return http1.newConnection(endPoint, context);
    }

    /** What TCP has left of the connect timeout (T5.2). */
    private long handshakeMillis(Map<String, Object> context) {
        long started = (Long) requireNonNull(context.get(CONNECT_STARTED), "never connected");
        return getHttpClient().getConnectTimeout() - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
    }
}
