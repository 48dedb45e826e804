package dev.pinwheel.etcd.transport.apache;

import static java.util.Objects.requireNonNull;

import dev.pinwheel.etcd.spi.Capability;
import dev.pinwheel.etcd.spi.Transport;
import dev.pinwheel.etcd.spi.TransportConfig;
import dev.pinwheel.etcd.spi.TransportFactory;
import dev.pinwheel.etcd.spi.UnsupportedOptionException;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;

/**
 * Makes transports on Apache HttpClient 5, over HTTP/1.1: its asynchronous client, so that a thousand watches take no
 * thread each, and its classic one for callers that wait, whose thread then does the work.
 *
 * <p>The two clients have a pool each. Where {@link TransportConfig#maxConnectionsPerEndpoint()} limits connections,
 * the asynchronous client alone carries everything, and callers wait for it.
 *
 * <p>Every option of {@link TransportConfig} is honoured but {@link TransportConfig#http2()}, which is refused. When a
 * host has several addresses they are tried in turn, all within the one connect timeout, which also covers the look-up
 * of its name.
 *
 * <p>Immutable, and safe for use by many threads.
 */
public final class ApacheTransportFactory implements TransportFactory {
    private final Customizers customizers;
    private final DnsResolver resolver;

    /** Makes transports with the settings that the contract of transports asks for, and no others. */
    public ApacheTransportFactory() {
        this(Customizers.NONE, SystemDefaultDnsResolver.INSTANCE);
    }

    private ApacheTransportFactory(Customizers customizers, DnsResolver resolver) {
        this.customizers = customizers;
        this.resolver = resolver;
    }

    /**
     * A factory that shows the builder of each transport's asynchronous client to {@code customizer}, for what
     * {@link TransportConfig} has no option for.
     *
     * <p>The builder has all our settings. What the customizer changes is no longer covered by the contract of
     * transports. Several customizers run in the order in which they were added.
     *
     * @param customizer changes the builder; called once for each transport, on the thread that calls {@link #create}
     * @return a new factory; this one is unchanged
     * @throws NullPointerException if the customizer is null
     */
    public ApacheTransportFactory customize(Consumer<HttpAsyncClientBuilder> customizer) {
        return new ApacheTransportFactory(customizers.and(requireNonNull(customizer, "customizer")), resolver);
    }

    /**
     * The same as {@link #customize} for the classic client, which carries the exchanges of callers that wait, unless
     * {@link TransportConfig#maxConnectionsPerEndpoint()} sets a limit.
     *
     * @param customizer changes the builder; called once for each transport, on the thread that calls {@link #create}
     * @return a new factory; this one is unchanged
     * @throws NullPointerException if the customizer is null
     */
    public ApacheTransportFactory customizeClassic(Consumer<HttpClientBuilder> customizer) {
        return new ApacheTransportFactory(customizers.andClassic(requireNonNull(customizer, "customizer")), resolver);
    }

    /** A factory whose transports look host names up like this. */
    ApacheTransportFactory resolver(DnsResolver other) {
        return new ApacheTransportFactory(customizers, other);
    }

    /** "apache". */
    @Override
    public String name() {
        return "apache";
    }

    /** Exchanges take no threads while they wait, but for the caller's where that is asked for. */
    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.CALLER_RUNS);
    }

    /**
     * Makes a transport with its own connections and threads, without any network I/O (T1.1, T1.3).
     *
     * @param config what users ask for; all of it is honoured, but for HTTP/2
     * @return a transport that has been started, which the caller closes
     * @throws UnsupportedOptionException if the configuration asks for HTTP/2
     * @throws NullPointerException if the configuration is null
     */
    @Override
    public Transport create(TransportConfig config) {
        if (config.http2()) {
            throw new UnsupportedOptionException(
                    "http2",
                    "Apache HttpClient cannot speak HTTP/2 with etcd as it comes; leave the option out, or use the"
                            + " transport \"jetty\" or \"okhttp\"");
        }
        return new ApacheTransport(config, resolver, customizers);
    }
}
