import dev.pinwheel.etcd.core.client.CoreClientProvider;
import dev.pinwheel.etcd.spi.EtcdClientProvider;
import dev.pinwheel.etcd.spi.TransportFactory;

/** The engine behind the API; exports nothing, and is found as a service. */
module dev.pinwheel.etcd.core {
    requires dagger;
    requires dev.pinwheel.etcd.api;
    requires jakarta.inject;
    requires java.naming;
    requires static org.jspecify;
    requires tools.jackson.core;

    uses TransportFactory;

    provides EtcdClientProvider with
            CoreClientProvider;
}
