package dev.pinwheel.etcd.core.client;

import static java.util.Objects.requireNonNull;

import dev.pinwheel.etcd.ClientListener;
import dev.pinwheel.etcd.Credentials;
import dev.pinwheel.etcd.EndpointSelection;
import dev.pinwheel.etcd.EtcdClient;
import dev.pinwheel.etcd.MemberEndpoints;
import dev.pinwheel.etcd.RedirectPolicy;
import dev.pinwheel.etcd.SrvDiscovery;
import dev.pinwheel.etcd.core.call.Calls;
import dev.pinwheel.etcd.core.cluster.ClusterSettings;
import dev.pinwheel.etcd.core.cluster.ProbeSettings;
import dev.pinwheel.etcd.core.cluster.SrvLookup;
import dev.pinwheel.etcd.core.curl.CurlTransport;
import dev.pinwheel.etcd.core.dispatch.CallLimit;
import dev.pinwheel.etcd.core.dispatch.Settings;
import dev.pinwheel.etcd.core.failover.CallKind;
import dev.pinwheel.etcd.core.failover.EndpointRing;
import dev.pinwheel.etcd.core.failover.Endpoints;
import dev.pinwheel.etcd.spi.TlsConfig;
import dev.pinwheel.etcd.spi.Transport;
import dev.pinwheel.etcd.spi.TransportConfig;
import dev.pinwheel.etcd.spi.TransportFactory;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Gathers and checks the options of a client. */
final class CoreClientBuilder implements EtcdClient.Builder {
    private static final int DEFAULT_BODY_LIMIT = 64 * 1024 * 1024;
    private static final int DEFAULT_CALLS = 256;

    private Supplier<EndpointRing> endpoints = CoreClientBuilder::noEndpoints;
    private Supplier<TransportFactory> transport = () -> TransportFactories.only(TransportFactories.onPath());
    private Duration headerTimeout = Duration.ofSeconds(2);
    private ProbeSettings probes = ProbeSettings.usual();
    private int bodyLimit = DEFAULT_BODY_LIMIT;
    private int maxConcurrentCalls = DEFAULT_CALLS;
    private RedirectPolicy redirectPolicy = RedirectPolicy.always();
    private @Nullable TlsConfig tls;
    private @Nullable Credentials credentials;
    private boolean isMonotonic;
    private CallKind unconditionalSets = CallKind.WRITE;
    private Executor callbackExecutor = usualExecutor();
    private EndpointSelection selection = EndpointSelection.RANDOM;
    private MemberEndpoints memberEndpoints = MemberEndpoints.advertised();
    private ClientListener listener = new ClientListener() {};
    private Consumer<TransportConfig.Builder> transportOptions = options -> {};
    private UnaryOperator<Transport> curl = UnaryOperator.identity();
    private RandomGenerator random = () -> ThreadLocalRandom.current().nextLong(); // Safe for many threads.

    @Override
    public EtcdClient.Builder endpoints(String... texts) {
        return shuffled(Endpoints.parse(List.of(texts)));
    }

    @Override
    public EtcdClient.Builder endpoints(List<URI> uris) {
        return shuffled(Endpoints.parse(uris.stream().map(URI::toString).toList()));
    }

    private EtcdClient.Builder shuffled(List<URI> parsed) {
        endpoints = () -> EndpointRing.shuffled(parsed, random);
        return this;
    }

    private static EndpointRing noEndpoints() {
        throw new IllegalStateException("no endpoints given; call endpoints(\"http://host:2379\", …) before build()");
    }

    @Override
    public EtcdClient.Builder discover(SrvDiscovery discovery) {
        requireNonNull(discovery, "discovery");
        // In the order of the name service, which has its own means to spread clients.
        endpoints = () -> new EndpointRing(SrvLookup.endpoints(discovery, random), 0, Set.of());
        return this;
    }

    @Override
    public EtcdClient.Builder endpointSelection(EndpointSelection which) {
        selection = requireNonNull(which, "selection");
        return this;
    }

    @Override
    public EtcdClient.Builder memberEndpoints(MemberEndpoints mapping) {
        memberEndpoints = requireNonNull(mapping, "mapping");
        return this;
    }

    @Override
    public EtcdClient.Builder listener(ClientListener told) {
        listener = requireNonNull(told, "listener");
        return this;
    }

    @Override
    public EtcdClient.Builder transportOptions(Consumer<TransportConfig.Builder> options) {
        transportOptions = requireNonNull(options, "options");
        return this;
    }

    @Override
    public EtcdClient.Builder transport(String name) {
        requireNonNull(name, "name");
        transport = () -> TransportFactories.named(name, TransportFactories.onPath());
        return this;
    }

    @Override
    public EtcdClient.Builder transport(TransportFactory factory) {
        requireNonNull(factory, "factory");
        transport = () -> factory;
        return this;
    }

    @Override
    public EtcdClient.Builder headerTimeout(Duration timeout) {
        if (timeout.isNegative()) {
            throw new IllegalArgumentException(
                    "headerTimeout is " + timeout + "; give a positive time, or zero to wait without limit");
        }
        headerTimeout = timeout;
        return this;
    }

    @Override
    public EtcdClient.Builder stallProbeAfter(Duration wait) {
        if (wait.isNegative()) {
            throw new IllegalArgumentException(
                    "stallProbeAfter is " + wait + "; give a positive time, or zero for no such probes");
        }
        probes = new ProbeSettings(wait, probes.healthInterval());
        return this;
    }

    @Override
    public EtcdClient.Builder healthInterval(Duration interval) {
        if (interval.isNegative()) {
            throw new IllegalArgumentException(
                    "healthInterval is " + interval + "; give a positive time, or zero for no such probes");
        }
        probes = new ProbeSettings(probes.stallProbeAfter(), interval);
        return this;
    }

    @Override
    public EtcdClient.Builder bodyLimit(int bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException(
                    "bodyLimit is " + bytes + "; give at least 1 byte (the default is " + DEFAULT_BODY_LIMIT + ")");
        }
        bodyLimit = bytes;
        return this;
    }

    @Override
    public EtcdClient.Builder maxConcurrentCalls(int calls) {
        if (calls < 1) {
            throw new IllegalArgumentException(
                    "maxConcurrentCalls is " + calls + "; give at least 1 (the default is " + DEFAULT_CALLS + ")");
        }
        maxConcurrentCalls = calls;
        return this;
    }

    @Override
    public EtcdClient.Builder redirectPolicy(RedirectPolicy policy) {
        redirectPolicy = requireNonNull(policy, "policy");
        return this;
    }

    @Override
    public EtcdClient.Builder tls(TlsConfig config) {
        tls = requireNonNull(config, "tls");
        return this;
    }

    @Override
    public EtcdClient.Builder credentials(Credentials who) {
        credentials = requireNonNull(who, "credentials");
        return this;
    }

    @Override
    public EtcdClient.Builder monotonicReads() {
        isMonotonic = true;
        return this;
    }

    @Override
    public EtcdClient.Builder repeatUnconditionalSets() {
        unconditionalSets = CallKind.REPEATABLE_WRITE;
        return this;
    }

    @Override
    public EtcdClient.Builder callbackExecutor(Executor executor) {
        callbackExecutor = requireNonNull(executor, "executor");
        return this;
    }

    @Override
    public EtcdClient.Builder curlListener(Consumer<String> listener) {
        requireNonNull(listener, "listener");
        curl = made -> new CurlTransport(made, listener);
        return this;
    }

    @Override
    public EtcdClient.Builder random(RandomGenerator generator) {
        random = requireNonNull(generator, "random");
        return this;
    }

    /**
     * The common pool, also where it has a single thread: there {@link CompletableFuture}, before JDK 25, would start a
     * thread for each completion. A pool whose size a property has set to zero would never run any.
     */
    private static Executor usualExecutor() {
        return ForkJoinPool.getCommonPoolParallelism() == 0
                ? new CompletableFuture<>().defaultExecutor()
                : ForkJoinPool.commonPool();
    }

    @Override
    public EtcdClient build() {
        EndpointRing ring = endpoints.get();
        TransportFactory factory = transport.get();
        TransportConfig.Builder config = TransportConfig.builder()
                .connectTimeout(headerTimeout)
                .tls(tls)
                .threads(daemons("etcd-" + factory.name()));
        transportOptions.accept(config);
        Settings settings =
                new Settings(headerTimeout, bodyLimit, redirectPolicy, Optional.ofNullable(credentials), isMonotonic);
        Transport made = curl.apply(factory.create(config.build()));
        ClientConfig client = new ClientConfig(
                ring,
                settings,
                new CallLimit(maxConcurrentCalls),
                new ClusterSettings(selection, memberEndpoints, ring.endpoints(), random),
                probes,
                unconditionalSets,
                listener,
                new Calls.Callbacks(callbackExecutor),
                daemons("etcd-timer"));
        return BlockingClient.owning(DaggerClientComponent.factory()
                .create(client, made, factory.capabilities())
                .engine());
    }

    private static ThreadFactory daemons(String prefix) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, prefix + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
