import dev.pinwheel.etcd.spi.TransportFactory;
import dev.pinwheel.etcd.transport.jetty.JettyTransportFactory;

/**
 * Carries Pinwheel's requests with Jetty's asynchronous HTTP client, over HTTP/1.1 and, where asked for and negotiated,
 * HTTP/2.
 */
module dev.pinwheel.etcd.transport.jetty {
    requires transitive dev.pinwheel.etcd.api;
    requires transitive org.eclipse.jetty.client;
    requires org.eclipse.jetty.http2.client.transport;
    requires static transitive org.jspecify;

    exports dev.pinwheel.etcd.transport.jetty;

    provides TransportFactory with
            JettyTransportFactory;
}
