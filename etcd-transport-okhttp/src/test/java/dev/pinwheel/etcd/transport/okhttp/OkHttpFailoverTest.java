package dev.pinwheel.etcd.transport.okhttp;

import dev.pinwheel.etcd.spi.TransportFactory;
import dev.pinwheel.etcd.tck.FailoverTck;

/** The client keeps its word on this transport, whatever happens to the members. */
class OkHttpFailoverTest extends FailoverTck {

    @Override
    protected TransportFactory factory() {
        return new OkHttpTransportFactory();
    }
}
