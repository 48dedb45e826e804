package dev.pinwheel.etcd.examples.jdkhttp;

import dev.pinwheel.etcd.spi.TransportFactory;
import dev.pinwheel.etcd.tck.FailoverTck;

/** The whole client on java.net.http: what its deviations do to calls, and what not. */
class JdkFailoverTest extends FailoverTck {
    @Override
    protected TransportFactory factory() {
        return new JdkTransportFactory();
    }

    /** See T4.6 in {@link JdkTransportTckTest}. */
    @Override
    protected boolean leavesNothingBehind() {
        return false;
    }
}
