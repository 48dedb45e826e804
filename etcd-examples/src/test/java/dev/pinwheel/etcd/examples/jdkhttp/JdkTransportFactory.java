package dev.pinwheel.etcd.examples.jdkhttp;

import dev.pinwheel.etcd.spi.Capability;
import dev.pinwheel.etcd.spi.TlsConfig;
import dev.pinwheel.etcd.spi.Transport;
import dev.pinwheel.etcd.spi.TransportConfig;
import dev.pinwheel.etcd.spi.TransportFactory;
import dev.pinwheel.etcd.spi.UnsupportedOptionException;
import java.net.http.HttpClient;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Makes transports on java.net.http. What that client cannot do, {@link JdkTransportTckTest} lists by rule. */
public final class JdkTransportFactory implements TransportFactory {
    private static final int THREADS_LINGER_SECONDS = 1;

    /** For the ServiceLoader. */
    public JdkTransportFactory() {
        // Nothing to prepare.
    }

    @Override
    public String name() {
        return "jdk";
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.HTTP2);
    }

    @Override
    public Transport create(TransportConfig config) {
        // Its threads end by themselves: after close the client still needs some, to tell that exchanges have ended.
        Executor executor = new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                THREADS_LINGER_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                config.threads());
        HttpClient.Builder client = HttpClient.newBuilder()
                .executor(executor)
                .proxy(HttpClient.Builder.NO_PROXY)
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(config.http2() ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1);
        if (!config.connectTimeout().isZero()) {
            client.connectTimeout(config.connectTimeout());
        }
        TlsConfig tls = config.tls();
        if (tls != null) {
            if (!tls.verifyHostname()) {
                throw new UnsupportedOptionException(
                        "tls", "this client checks host names for the whole JVM or not at all; verify them");
            }
            client.sslContext(tls.context());
        }
        return new JdkTransport(client.build(), new Turns(config.maxConnectionsPerEndpoint()));
    }
}
