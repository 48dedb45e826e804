package dev.pinwheel.etcd.transport.okhttp;

import static java.util.Objects.requireNonNull;

import dev.pinwheel.etcd.spi.Capability;
import dev.pinwheel.etcd.spi.Transport;
import dev.pinwheel.etcd.spi.TransportConfig;
import dev.pinwheel.etcd.spi.TransportFactory;
import dev.pinwheel.etcd.spi.UnsupportedOptionException;
import java.util.Set;
import java.util.function.Consumer;
import okhttp3.OkHttpClient;

/**
 * Makes transports on OkHttp: a thread for each exchange, calls on the caller's own thread, and HTTP/2 over TLS.
 *
 * <p>Every option of {@link TransportConfig} is honoured, but a limit of connections together with HTTP/2. OkHttp
 * rewrites some paths and queries; a request whose URI it would change is refused with the kind OTHER and never sent
 * (T6.2): one with a segment "." or "..", percent-encoded or not, and one with a character that is to be
 * percent-encoded, such as an apostrophe in the query. So is a GET or HEAD with a body.
 *
 * <p>A thousand watches take a thousand threads. On JDK 21 and later virtual threads make them cheap:
 *
 * <pre>{@code
 * EtcdClient.builder()
 *         .transportOptions(options -> options.threads(Thread.ofVirtual().name("etcd-", 0).factory()))
 * }</pre>
 *
 * <p>Beside the threads of {@link TransportConfig#threads()}, OkHttp has daemons of its own, named "OkHttp …" and "Okio
 * …", which connect, look after idle connections and read HTTP/2. All clients in the JVM share them; they end after a
 * minute without work, and not with a transport.
 *
 * <p>Immutable, and safe for use by many threads.
 */
public final class OkHttpTransportFactory implements TransportFactory {
    private final Consumer<OkHttpClient.Builder> customizer;

    /** Makes transports with the settings that the contract of transports asks for, and no others. */
    public OkHttpTransportFactory() {
        this(builder -> {});
    }

    private OkHttpTransportFactory(Consumer<OkHttpClient.Builder> customizer) {
        this.customizer = customizer;
    }

    /**
     * A factory that shows each transport's native builder to {@code customizer}, for what {@link TransportConfig} has
     * no option for.
     *
     * <p>The builder has all our settings. What the customizer changes is no longer covered by the contract of
     * transports; an event listener and a {@code Dns} of its own work beside ours, and application interceptors see
     * every status as 200. Several customizers run in the order in which they were added.
     *
     * @param customizer changes the builder; called once for each transport, on the thread that calls {@link #create}
     * @return a new factory; this one is unchanged
     * @throws NullPointerException if the customizer is null
     */
    public OkHttpTransportFactory customize(Consumer<OkHttpClient.Builder> customizer) {
        return new OkHttpTransportFactory(this.customizer.andThen(requireNonNull(customizer, "customizer")));
    }

    /** "okhttp". */
    @Override
    public String name() {
        return "okhttp";
    }

    /** HTTP/2; an exchange holds a thread while it waits, which may be its caller's. */
    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.HTTP2, Capability.THREAD_PER_EXCHANGE, Capability.CALLER_RUNS);
    }

    /**
     * Makes a transport with its own connections and threads, without any network I/O (T1.1, T1.3).
     *
     * @param config what users ask for
     * @return a usable transport, which the caller closes
     * @throws UnsupportedOptionException if connections are limited and HTTP/2 is on: OkHttp opens as many connections
     *     as it likes until a server has agreed to HTTP/2
     * @throws NullPointerException if the configuration is null
     */
    @Override
    public Transport create(TransportConfig config) {
        if (config.http2() && config.maxConnectionsPerEndpoint() < Integer.MAX_VALUE) {
            throw new UnsupportedOptionException(
                    "maxConnectionsPerEndpoint",
                    "OkHttp cannot limit connections while HTTP/2 is on; leave one of the two at its default");
        }
        return new OkHttpTransport(config, customizer);
    }
}
