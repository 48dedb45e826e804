package dev.pinwheel.etcd.tck.reference;

import dev.pinwheel.etcd.spi.TransportFactory;
import dev.pinwheel.etcd.tck.TransportTck;

/** The reference keeps every rule. */
class ReferenceTransportTest extends TransportTck {
    @Override
    protected TransportFactory factory() {
        return new ReferenceTransportFactory(Flaws.none());
    }
}
