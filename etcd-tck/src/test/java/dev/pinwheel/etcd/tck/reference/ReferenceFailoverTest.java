package dev.pinwheel.etcd.tck.reference;

import dev.pinwheel.etcd.spi.TransportFactory;
import dev.pinwheel.etcd.tck.FailoverTck;

/** The client keeps its word on the reference. */
class ReferenceFailoverTest extends FailoverTck {
    @Override
    protected TransportFactory factory() {
        return new ReferenceTransportFactory(Flaws.none());
    }
}
