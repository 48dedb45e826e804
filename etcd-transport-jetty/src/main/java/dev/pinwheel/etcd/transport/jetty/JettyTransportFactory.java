package dev.pinwheel.etcd.transport.jetty;

import static java.util.Objects.requireNonNull;

import dev.pinwheel.etcd.spi.Capability;
import dev.pinwheel.etcd.spi.Transport;
import dev.pinwheel.etcd.spi.TransportConfig;
import dev.pinwheel.etcd.spi.TransportFactory;
import java.util.Set;
import java.util.function.Consumer;
import org.eclipse.jetty.client.HttpClient;

/**
 * Makes transports on Jetty's HttpClient: asynchronous, so that a thousand watches take no thread each, and with HTTP/2
 * over TLS.
 *
 * <p>Every option of {@link TransportConfig} is honoured. When a host has several addresses they are tried in turn, and
 * the connect timeout counts for each.
 *
 * <p>Immutable, and safe for use by many threads.
 */
public final class JettyTransportFactory implements TransportFactory {
    private final Consumer<HttpClient> customizer;

    /** Makes transports with the settings that the contract of transports asks for, and no others. */
    public JettyTransportFactory() {
        this(client -> {});
    }

    private JettyTransportFactory(Consumer<HttpClient> customizer) {
        this.customizer = customizer;
    }

    /**
     * A factory that shows each transport's native client to {@code customizer}, for what {@link TransportConfig} has
     * no option for.
     *
     * <p>The client has all our settings and has not been started. What the customizer changes is no longer covered by
     * the contract of transports. Several customizers run in the order in which they were added.
     *
     * @param customizer changes the client; called once for each transport, on the thread that calls {@link #create}
     * @return a new factory; this one is unchanged
     * @throws NullPointerException if the customizer is null
     */
    public JettyTransportFactory customize(Consumer<HttpClient> customizer) {
        return new JettyTransportFactory(this.customizer.andThen(requireNonNull(customizer, "customizer")));
    }

    /** "jetty". */
    @Override
    public String name() {
        return "jetty";
    }

    /** HTTP/2; exchanges take no threads while they wait, and none is carried by its caller's thread. */
    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.HTTP2);
    }

    /**
     * Makes a transport with its own connections and threads, without any network I/O (T1.1, T1.3).
     *
     * @param config what users ask for; all of it is honoured
     * @return a transport that has been started, which the caller closes
     * @throws IllegalStateException if Jetty cannot start, such as for want of file handles
     * @throws NullPointerException if the configuration is null
     */
    @Override
    public Transport create(TransportConfig config) {
        OwnThreads threads = new OwnThreads(config.threads());
        return new JettyTransport(NativeClient.start(config, threads, customizer), threads);
    }
}
