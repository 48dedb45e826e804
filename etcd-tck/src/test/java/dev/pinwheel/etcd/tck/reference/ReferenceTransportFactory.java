package dev.pinwheel.etcd.tck.reference;

import dev.pinwheel.etcd.spi.Capability;
import dev.pinwheel.etcd.spi.Transport;
import dev.pinwheel.etcd.spi.TransportConfig;
import dev.pinwheel.etcd.spi.TransportFactory;
import dev.pinwheel.etcd.spi.UnsupportedOptionException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Makes transports on the JDK's sockets: HTTP/1.1, one thread for each exchange. */
final class ReferenceTransportFactory implements TransportFactory {
    private final Flaws flaws;
    private final Set<ReferenceTransport> siblings = ConcurrentHashMap.newKeySet();

    ReferenceTransportFactory(Flaws flaws) {
        this.flaws = flaws;
    }

    @Override
    public String name() {
        return flaws.one().map(Flaw::inWords).orElse("reference");
    }

    @Override
    public Set<Capability> capabilities() {
        if (flaws.has(Flaw.HIDES_ITS_THREADS)) {
            return Set.of();
        }
        // Whatever is broken would be broken on the caller's thread too, and count as T2.8.
        return flaws.one().isPresent() && !flaws.one().get().isAboutCalls()
                ? Set.of(Capability.THREAD_PER_EXCHANGE)
                : Set.of(Capability.THREAD_PER_EXCHANGE, Capability.CALLER_RUNS);
    }

    @Override
    public Transport create(TransportConfig config) {
        if (config.http2() && !flaws.has(Flaw.IGNORES_AN_OPTION)) {
            throw new UnsupportedOptionException("http2", "these are HTTP/1.1 connections; leave it false");
        }
        ReferenceTransport sound = new ReferenceTransport(Wiring.of(config, flaws), siblings);
        return flaws.one().isEmpty() ? sound : new FlawedTransport(sound, flaws);
    }
}
