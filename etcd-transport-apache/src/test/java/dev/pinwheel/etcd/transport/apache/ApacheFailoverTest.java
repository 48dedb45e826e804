package dev.pinwheel.etcd.transport.apache;

import dev.pinwheel.etcd.spi.TransportFactory;
import dev.pinwheel.etcd.tck.FailoverTck;

/** The client keeps its word on this transport, whatever happens to the members. */
class ApacheFailoverTest extends FailoverTck {

    @Override
    protected TransportFactory factory() {
        return new ApacheTransportFactory();
    }
}
