package dev.pinwheel.etcd.transport.apache;

import dev.pinwheel.etcd.spi.HttpRequest;
import dev.pinwheel.etcd.spi.Transport;
import dev.pinwheel.etcd.spi.TransportConfig;
import dev.pinwheel.etcd.tck.bench.RecordingListener;
import java.util.function.UnaryOperator;

/** What tests begin with. */
final class Given {
    private Given() {}

    static Transport transport() {
        return transport(options -> options);
    }

    static Transport transport(UnaryOperator<TransportConfig.Builder> options) {
        return transport(new ApacheTransportFactory(), options);
    }

    static Transport transport(ApacheTransportFactory factory, UnaryOperator<TransportConfig.Builder> options) {
        return factory.create(options.apply(TransportConfig.builder()).build());
    }

    static RecordingListener execute(Transport transport, HttpRequest request) {
        return execute(transport, request, RecordingListener.unlimited());
    }

    static RecordingListener execute(Transport transport, HttpRequest request, RecordingListener listener) {
        transport.execute(request, listener);
        return listener;
    }

    /** Runs an exchange on a thread that waits for it. */
    static Thread executeOnCaller(Transport transport, HttpRequest request, RecordingListener listener) {
        Thread caller = new Thread(() -> transport.executeOnCaller(request, listener), "test-caller");
        caller.setDaemon(true);
        caller.start();
        return caller;
    }
}
