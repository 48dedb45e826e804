import dev.pinwheel.etcd.spi.TransportFactory;
import dev.pinwheel.etcd.transport.okhttp.OkHttpTransportFactory;

/**
 * Carries Pinwheel's requests with OkHttp, over HTTP/1.1 and, where asked for and negotiated, HTTP/2.
 *
 * <p>OkHttp's module brings Kotlin's library and Okio along.
 */
module dev.pinwheel.etcd.transport.okhttp {
    requires transitive dev.pinwheel.etcd.api;
    requires transitive okhttp3;
    requires static transitive org.jspecify;

    exports dev.pinwheel.etcd.transport.okhttp;

    provides TransportFactory with
            OkHttpTransportFactory;
}
