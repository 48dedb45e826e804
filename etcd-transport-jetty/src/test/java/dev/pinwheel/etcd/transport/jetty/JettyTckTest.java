package dev.pinwheel.etcd.transport.jetty;

import dev.pinwheel.etcd.spi.TransportFactory;
import dev.pinwheel.etcd.tck.TransportTck;

/** The rules T, as the certification suite tries them. */
class JettyTckTest extends TransportTck {

    @Override
    protected TransportFactory factory() {
        return new JettyTransportFactory();
    }
}
