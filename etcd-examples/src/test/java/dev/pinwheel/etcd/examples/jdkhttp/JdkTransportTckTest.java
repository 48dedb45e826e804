package dev.pinwheel.etcd.examples.jdkhttp;

import dev.pinwheel.etcd.spi.TransportFactory;
import dev.pinwheel.etcd.tck.TransportTck;

/** What java.net.http can do of the rules T, and what it cannot. */
class JdkTransportTckTest extends TransportTck {

    @Override
    protected TransportFactory factory() {
        return new JdkTransportFactory();
    }
}
