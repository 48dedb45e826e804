package dev.pinwheel.etcd.tck.reference;

import dev.pinwheel.etcd.spi.Capability;
import dev.pinwheel.etcd.spi.Transport;
import dev.pinwheel.etcd.spi.TransportConfig;
import dev.pinwheel.etcd.spi.TransportFactory;
import dev.pinwheel.etcd.spi.UnsupportedOptionException;
import java.util.Set;

/** Makes transports on the JDK's sockets: HTTP/1.1, one thread for each exchange. */
final class ReferenceTransportFactory implements TransportFactory {
    private final Flaws flaws;

    ReferenceTransportFactory(Flaws flaws) {
        this.flaws = flaws;
    }

    @Override
    public String name() {
        return flaws.one().map(Flaw::inWords).orElse("reference");
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.THREAD_PER_EXCHANGE, Capability.CALLER_RUNS);
    }

    @Override
    public Transport create(TransportConfig config) {
        if (config.http2() && !flaws.has(Flaw.IGNORES_AN_OPTION)) {
            throw new UnsupportedOptionException("http2", "these are HTTP/1.1 connections; leave it false");
        }
        return new ReferenceTransport(Wiring.of(config, flaws));
    }
}
