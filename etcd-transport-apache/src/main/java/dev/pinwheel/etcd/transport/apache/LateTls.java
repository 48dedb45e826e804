package dev.pinwheel.etcd.transport.apache;

import java.net.SocketAddress;
import java.util.function.Supplier;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.nio.ssl.TlsStrategy;
import org.apache.hc.core5.net.NamedEndpoint;
import org.apache.hc.core5.reactor.ssl.TransportSecurityLayer;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** A strategy that is not made before the first connection needs it. */
final class LateTls implements TlsStrategy {
    private final Supplier<TlsStrategy> strategy;

    LateTls(Supplier<TlsStrategy> strategy) {
        this.strategy = new Late<>(strategy);
    }

    @Override
    public void upgrade(
            TransportSecurityLayer connection,
            NamedEndpoint host,
            @Nullable Object attachment,
            @Nullable Timeout handshakeTimeout,
            @Nullable FutureCallback<TransportSecurityLayer> callback) {
        strategy.get().upgrade(connection, host, attachment, handshakeTimeout, callback);
    }

    @Override
    @SuppressWarnings("deprecation") // There is no way round implementing it.
    public boolean upgrade(
            TransportSecurityLayer connection,
            HttpHost host,
            SocketAddress localAddress,
            SocketAddress remoteAddress,
            Object attachment,
            Timeout handshakeTimeout) {
        return strategy.get().upgrade(connection, host, localAddress, remoteAddress, attachment, handshakeTimeout);
    }
}
