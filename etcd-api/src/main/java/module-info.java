import dev.pinwheel.etcd.spi.EtcdClientProvider;
import dev.pinwheel.etcd.spi.TransportFactory;

/**
 * What users of Pinwheel see: the client, its values and its errors; and the SPI that HTTP transports implement.
 *
 * <p>Contains no code that talks to a server. Declare a transport, such as {@code etcd-transport-jetty}, and it brings
 * this module and the engine along.
 */
module dev.pinwheel.etcd.api {
    requires static transitive org.jspecify;

    exports dev.pinwheel.etcd;
    exports dev.pinwheel.etcd.auth;
    exports dev.pinwheel.etcd.keys;
    exports dev.pinwheel.etcd.members;
    exports dev.pinwheel.etcd.spi;
    exports dev.pinwheel.etcd.stats;

    uses EtcdClientProvider;
    uses TransportFactory;
}
