package dev.pinwheel.etcd.transport.jetty;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pinwheel.etcd.spi.Headers;
import dev.pinwheel.etcd.spi.HttpRequest;
import dev.pinwheel.etcd.spi.Transport;
import dev.pinwheel.etcd.spi.TransportConfig;
import java.net.URI;
import java.util.concurrent.Semaphore;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What tests begin with, and what they wait for. */
final class Given {
    private static final int SAFETY_NET_SECONDS = 20;

    private Given() {}

    static Transport transport() {
        return transport(builder -> builder);
    }

    static Transport transport(UnaryOperator<TransportConfig.Builder> options) {
        return new JettyTransportFactory()
                .create(options.apply(TransportConfig.builder()).build());
    }

    static HttpRequest get(URI uri) {
        return request("GET", uri, null);
    }

    static HttpRequest put(URI uri, @Nullable String body) {
        return request("PUT", uri, body);
    }

    static HttpRequest request(String method, URI uri, @Nullable String body) {
        return request(method, uri, Headers.none(), body);
    }

    static HttpRequest request(String method, URI uri, Headers headers, @Nullable String body) {
        return new HttpRequest(method, uri, headers, body == null ? null : body.getBytes(ISO_8859_1));
    }

    static RecordingListener execute(Transport transport, HttpRequest request) {
        return execute(transport, request, RecordingListener.unlimited());
    }

    static RecordingListener execute(Transport transport, HttpRequest request, RecordingListener listener) {
        transport.execute(request, listener);
        return listener;
    }

    /** Waits for an event that must come, with a limit that is only a safety net. */
    static void await(Semaphore event) throws InterruptedException {
        await(event, 1);
    }

    static void await(Semaphore event, int times) throws InterruptedException {
        assertThat(event.tryAcquire(times, SAFETY_NET_SECONDS, SECONDS)).isTrue();
    }

    /** Waits for an event that the contract grants one second (T4.2, T4.3), with as much again for a busy machine. */
    static void awaitSoon(Semaphore event) throws InterruptedException {
        assertThat(event.tryAcquire(2, SECONDS)).as("within a second or so").isTrue();
    }
}
