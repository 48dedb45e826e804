package dev.pinwheel.etcd.tck.bench;

import dev.pinwheel.etcd.spi.HttpRequest;
import dev.pinwheel.etcd.spi.Transport;
import dev.pinwheel.etcd.spi.TransportConfig;
import dev.pinwheel.etcd.spi.TransportFactory;
import dev.pinwheel.etcd.tck.rule.Rule;
import dev.pinwheel.etcd.tck.server.RawServer;
import dev.pinwheel.etcd.tck.server.Script;
import dev.pinwheel.etcd.tck.server.TlsFace;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one test works with: all transports and servers that are made here are closed when it ends.
 *
 * <p>Safe for use by many threads.
 */
public final class Bench implements AutoCloseable {
    private final TransportFactory factory;
    private final Patience patience;
    private final Carrier carrier;
    private final Deque<AutoCloseable> open = new ConcurrentLinkedDeque<>();
    private final Set<RecordingListener> listeners = ConcurrentHashMap.newKeySet();
    private volatile long executingSince; // Zero when no execute runs.
    private final List<Violation> noticed = new CopyOnWriteArrayList<>();
    private @Nullable Certificates certificates; // Guarded by this; made when asked for, as few tests need them.

    /**
     * Prepares a test.
     *
     * @param factory makes what is tested
     * @param patience how long to wait
     * @param carrier how exchanges are carried
     */
    public Bench(TransportFactory factory, Patience patience, Carrier carrier) {
        this.factory = factory;
        this.patience = patience;
        this.carrier = carrier;
    }

    /**
     * What is tested.
     *
     * @return the implementer's factory
     */
    public TransportFactory factory() {
        return factory;
    }

    /**
     * How long to wait.
     *
     * @return as set by the implementer
     */
    public Patience patience() {
        return patience;
    }

    /**
     * Keys for TLS.
     *
     * @return the same for the whole test
     */
    public synchronized Certificates certificates() {
        Certificates made = certificates;
        if (made == null) {
            made = new Certificates();
            certificates = made;
        }
        return made;
    }

    /**
     * A transport with the defaults, but the most patient connect timeout.
     *
     * @return will be closed when the test ends
     */
    public Transport transport() {
        return transport(options -> options);
    }

    /**
     * A transport.
     *
     * @param options changes the defaults
     * @return will be closed when the test ends
     */
    public Transport transport(UnaryOperator<TransportConfig.Builder> options) {
        TransportConfig.Builder patient = TransportConfig.builder().connectTimeout(patience.limit());
        return closing(factory.create(options.apply(patient).build()));
    }

    /**
     * A server in cleartext.
     *
     * @param script what it does with each connection
     * @return will be closed when the test ends
     */
    public RawServer plain(Script script) {
        return closing(RawServer.plain(script));
    }

    /**
     * A server with TLS.
     *
     * @param face how it speaks TLS
     * @param script what it does with each connection
     * @return will be closed when the test ends
     */
    public RawServer tls(TlsFace face, Script script) {
        return closing(RawServer.tls(face, script));
    }

    /**
     * Has something closed when the test ends, before what was there earlier.
     *
     * @param resource what
     * @param <T> its type
     * @return the same
     */
    public <T extends AutoCloseable> T closing(T resource) {
        open.push(resource);
        return resource;
    }

    /**
     * A listener that asks for everything at once.
     *
     * @return with this bench's patience
     */
    public RecordingListener unlimited() {
        return demanding(Long.MAX_VALUE);
    }

    /**
     * A listener that asks for nothing by itself.
     *
     * @return with this bench's patience
     */
    public RecordingListener withoutDemand() {
        return demanding(0);
    }

    private RecordingListener demanding(long chunks) {
        return judge(RecordingListener.demanding(chunks, patience));
    }

    /**
     * Counts what a listener notices against the transport, as it does for listeners that are made or used here.
     *
     * @param listener of any exchange
     * @return the same
     */
    public RecordingListener judge(RecordingListener listener) {
        listeners.add(listener);
        return listener;
    }

    /**
     * Starts an exchange whose listener asks for everything.
     *
     * @param transport carries it
     * @param request what to send
     * @return the listener, after onStart
     * @throws InterruptedException if the thread is interrupted
     */
    public RecordingListener execute(Transport transport, HttpRequest request) throws InterruptedException {
        return execute(transport, request, unlimited());
    }

    /**
     * Starts an exchange.
     *
     * @param transport carries it
     * @param request what to send
     * @param listener is told; what it notices counts against the transport
     * @return the listener, after onStart
     * @throws InterruptedException if the thread is interrupted
     */
    public RecordingListener execute(Transport transport, HttpRequest request, RecordingListener listener)
            throws InterruptedException {
        return execute(carrier, transport, request, listener);
    }

    /**
     * Starts an exchange on a thread of its own, whichever way this bench has exchanges carried (T2.8).
     *
     * @param transport carries it; declares {@link dev.pinwheel.etcd.spi.Capability#CALLER_RUNS}
     * @param request what to send
     * @return the listener, which asks for everything, after onStart
     * @throws InterruptedException if the thread is interrupted
     */
    public RecordingListener executeOnCaller(Transport transport, HttpRequest request) throws InterruptedException {
        return execute(Carrier.CALLER, transport, request, unlimited());
    }

    private RecordingListener execute(
            Carrier carrying, Transport transport, HttpRequest request, RecordingListener listener)
            throws InterruptedException {
        listeners.add(listener);
        executingSince = carrying == Carrier.TRANSPORT ? System.nanoTime() : 0;
        try {
            carrying.carry(transport, request, listener);
        } catch (RuntimeException | Error thrown) {
            noticed.add(new Violation(Rule.T2_2, "execute threw " + thrown));
            throw thrown;
        } finally {
            noticeALongExecute();
            executingSince = 0;
        }
        return listener;
    }

    /**
     * Waits until a server sees the end of what was cancelled (T4.3).
     *
     * @param server whose script waits for the client
     * @throws AssertionError if it does not, which breaks T4.3
     * @throws InterruptedException if the thread is interrupted
     */
    public void awaitEndSeenBy(RawServer server) throws InterruptedException {
        try {
            patience.awaitSoon(server.ended(), "the server sees the end after cancel");
        } catch (AssertionError unseen) {
            noticed.add(new Violation(Rule.T4_3, "the server does not see the end after cancel"));
            throw unseen;
        }
    }

    /**
     * Whether the test hangs in an execute, so that it makes no sense to wait for it.
     *
     * @return false for a sound transport (T2.2)
     */
    public boolean isStuck() {
        long since = executingSince;
        return since != 0 && System.nanoTime() - since > patience.limit().toNanos();
    }

    /**
     * What the listeners of this test have noticed on the side.
     *
     * @return empty for a sound transport
     */
    public List<Violation> violations() {
        noticeALongExecute();
        return Stream.concat(noticed.stream(), listeners.stream().flatMap(listener -> listener.violations().stream()))
                .distinct()
                .toList();
    }

    private void noticeALongExecute() {
        if (isStuck()) {
            noticed.add(new Violation(Rule.T2_2, "execute does not return"));
        }
    }

    /** Closes everything, without waiting for a transport that hangs, nor minding one that throws: T4.6 tries that. */
    @Override
    public void close() {
        Thread closer = new Thread(this::closeAll, "tck-closer");
        closer.setDaemon(true);
        closer.start();
        try {
            closer.join(patience.soon().toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void closeAll() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception | Error broken) {
                System.getLogger(Bench.class.getName()).log(System.Logger.Level.DEBUG, "close threw", broken);
            }
        }
    }
}
