package dev.pinwheel.etcd.transport.apache;

import java.net.InetAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.nio.AsyncClientConnectionOperator;
import org.apache.hc.client5.http.nio.ManagedAsyncClientConnection;
import org.apache.hc.core5.concurrent.ComplexFuture;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.reactor.ConnectionInitiator;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections without ever holding up the caller (T2.2): HttpClient's own operator looks the host's name up on
 * whatever thread asks for a connection.
 */
final class Connector implements AsyncClientConnectionOperator {
    private final AsyncClientConnectionOperator nativeOperator;
    private final DnsResolver resolver;
    private final Executor lookups;
    private final ScheduledExecutorService timer;
    private final Duration connectTimeout;

    /**
     * Prepares to open connections.
     *
     * @param lookups where names are looked up
     * @param connectTimeout the most that a connection may take, with its TLS handshake and all addresses of its host;
     *     zero for no limit
     */
    Connector(
            AsyncClientConnectionOperator nativeOperator,
            DnsResolver resolver,
            Executor lookups,
            ScheduledExecutorService timer,
            Duration connectTimeout) {
        this.nativeOperator = nativeOperator;
        this.resolver = resolver;
        this.lookups = lookups;
        this.timer = timer;
        this.connectTimeout = connectTimeout;
    }

    @Override
    public Future<ManagedAsyncClientConnection> connect(
            ConnectionInitiator initiator,
            HttpHost host,
            @Nullable SocketAddress localAddress,
            @Nullable Timeout timeout,
            @Nullable Object attachment,
            FutureCallback<ManagedAsyncClientConnection> callback) {
        ComplexFuture<ManagedAsyncClientConnection> connection = new ComplexFuture<>(callback);
        Connecting.Opener opener = (address, sessions, outcome) -> nativeOperator.connect(
                (endpoint, remote, local, limit, about, opened) ->
                        initiator.connect(endpoint, remote, local, limit, about, sessions.noting(opened)),
                new HttpHost(host.getSchemeName(), address, host.getHostName(), host.getPort()),
                localAddress,
                Timeout.DISABLED,
                attachment,
                outcome);
        Runnable connect = () -> connect(host, opener, connection);
        try {
            if (Addresses.isLiteral(host.getHostName())) {
                connect.run();
            } else {
                lookups.execute(connect);
            }
        } catch (RejectedExecutionException closed) {
            connection.failed(closed);
        }
        return connection;
    }

    private void connect(
            HttpHost host, Connecting.Opener opener, ComplexFuture<ManagedAsyncClientConnection> connection) {
        try {
            InetAddress[] addresses = resolver.resolve(host.getHostName());
            new Connecting(addresses, opener, connection, timer, connectTimeout).next();
        } catch (Exception unknown) {
            connection.failed(unknown);
        }
    }

    @Override
    public void upgrade(ManagedAsyncClientConnection connection, HttpHost host, @Nullable Object attachment) {
        nativeOperator.upgrade(connection, host, attachment);
    }
}
