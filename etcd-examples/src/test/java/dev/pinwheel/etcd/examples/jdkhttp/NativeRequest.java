package dev.pinwheel.etcd.examples.jdkhttp;

import dev.pinwheel.etcd.spi.HttpRequest;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;

/** Puts a request into the client's words. */
final class NativeRequest {
    private NativeRequest() {}

    /** Tells {@code sending} before the first byte can go out. */
    static java.net.http.HttpRequest of(HttpRequest request, Runnable sending) {
        byte[] body = request.body();
        java.net.http.HttpRequest.Builder builder = java.net.http.HttpRequest.newBuilder(request.uri())
                .method(
                        request.method(),
                        new Marked(body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body), sending));
        request.headers().fields().forEach(field -> builder.header(field.name(), field.value()));
        if ("http".equalsIgnoreCase(request.uri().getScheme())) {
            builder.version(Version.HTTP_1_1); // Else it would offer an upgrade to h2c (T6.6).
        }
        return builder.build();
    }

    /** The client asks for the length of the body when it has a connection and is about to write the head (T5.3). */
    private record Marked(BodyPublisher body, Runnable sending) implements BodyPublisher {
        @Override
        public long contentLength() {
            sending.run();
            return body.contentLength();
        }

        @Override
        public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
            body.subscribe(subscriber);
        }
    }
}
