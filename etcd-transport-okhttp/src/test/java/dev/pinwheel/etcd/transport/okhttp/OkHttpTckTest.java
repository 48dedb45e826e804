package dev.pinwheel.etcd.transport.okhttp;

import dev.pinwheel.etcd.spi.TransportFactory;
import dev.pinwheel.etcd.tck.TransportTck;

/** The rules T, as the certification suite tries them. */
class OkHttpTckTest extends TransportTck {

    @Override
    protected TransportFactory factory() {
        return new OkHttpTransportFactory();
    }
}
