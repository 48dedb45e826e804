package dev.pinwheel.etcd.examples;

import dev.pinwheel.etcd.spi.Capability;
import dev.pinwheel.etcd.spi.Transport;
import dev.pinwheel.etcd.spi.TransportConfig;
import dev.pinwheel.etcd.spi.TransportFactory;
import java.util.Set;

/** A second transport, for the error that two on the path are. */
public final class AnotherTransport implements TransportFactory {

    /** For {@link java.util.ServiceLoader}. */
    public AnotherTransport() {}

    @Override
    public String name() {
        return "another";
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of();
    }

    @Override
    public Transport create(TransportConfig config) {
        throw new IllegalStateException("never asked for");
    }
}
