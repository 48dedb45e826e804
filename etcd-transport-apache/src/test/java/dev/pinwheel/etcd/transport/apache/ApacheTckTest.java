package dev.pinwheel.etcd.transport.apache;

import dev.pinwheel.etcd.spi.TransportFactory;
import dev.pinwheel.etcd.tck.TransportTck;

/** The rules T, as the certification suite tries them. */
class ApacheTckTest extends TransportTck {

    @Override
    protected TransportFactory factory() {
        return new ApacheTransportFactory();
    }
}
