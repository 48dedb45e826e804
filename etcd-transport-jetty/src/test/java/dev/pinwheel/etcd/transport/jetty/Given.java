package dev.pinwheel.etcd.transport.jetty;

import dev.pinwheel.etcd.spi.HttpRequest;
import dev.pinwheel.etcd.spi.Transport;
import dev.pinwheel.etcd.spi.TransportConfig;
import dev.pinwheel.etcd.tck.bench.RecordingListener;
import java.util.function.UnaryOperator;

/** What tests begin with. */
final class Given {
    private Given() {}

    static Transport transport() {
        return transport(builder -> builder);
    }

    static Transport transport(UnaryOperator<TransportConfig.Builder> options) {
        return new JettyTransportFactory()
                .create(options.apply(TransportConfig.builder()).build());
    }

    static RecordingListener execute(Transport transport, HttpRequest request) {
        return execute(transport, request, RecordingListener.unlimited());
    }

    static RecordingListener execute(Transport transport, HttpRequest request, RecordingListener listener) {
        transport.execute(request, listener);
        return listener;
    }
}
