package dev.pinwheel.etcd.transport.jetty;

import dev.pinwheel.etcd.spi.TransportFactory;
import dev.pinwheel.etcd.tck.FailoverTck;

/** The client keeps its word on this transport, whatever happens to the members. */
class JettyFailoverTest extends FailoverTck {

    @Override
    protected TransportFactory factory() {
        return new JettyTransportFactory();
    }
}
