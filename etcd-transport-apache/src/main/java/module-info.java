import dev.pinwheel.etcd.spi.TransportFactory;
import dev.pinwheel.etcd.transport.apache.ApacheTransportFactory;

/** Carries Pinwheel's requests with Apache HttpClient 5, over HTTP/1.1. */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"}) // HttpClient has no module descriptors yet.
module dev.pinwheel.etcd.transport.apache {
    requires transitive dev.pinwheel.etcd.api;
    requires transitive org.apache.httpcomponents.client5.httpclient5;
    requires org.apache.httpcomponents.core5.httpcore5;
    requires org.apache.httpcomponents.core5.httpcore5.h2;
    // What HttpClient needs and cannot say, having no descriptor.
    requires jdk.net;
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports dev.pinwheel.etcd.transport.apache;

    provides TransportFactory with
            ApacheTransportFactory;
}
