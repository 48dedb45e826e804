package dev.pinwheel.etcd.transport.jetty;

import dev.pinwheel.etcd.spi.HttpRequest;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.jspecify.annotations.Nullable;

/** Writes a request down for Jetty, to be sent word for word (T6.2, T6.3). */
final class NativeRequest {
    private static final byte[] EMPTY = {};
    private static final Set<String> WITH_CONTENT_LENGTH = Set.of("POST", "PUT");

    private NativeRequest() {}

    /**
     * Makes the native request.
     *
     * @throws IllegalArgumentException if the URI is not absolute, with http or https and a host
     */
    static Request of(HttpClient client, HttpRequest wanted) {
        requireHttp(wanted.uri());
        Request request = client.newRequest(wanted.uri())
                .method(wanted.method())
                .idleTimeout(0, TimeUnit.MILLISECONDS) // An exchange may be silent for ever (T6.5).
                .headers(headers ->
                        wanted.headers().fields().forEach(field -> headers.add(field.name(), field.value())));
        byte[] body = bodyOf(wanted);
        return body == null ? request : request.body(new BytesRequestContent((String) null, body));
    }

    private static void requireHttp(URI uri) {
        String scheme = uri.getScheme();
        if (!"http".equalsIgnoreCase(scheme) && !"https".equalsIgnoreCase(scheme)) {
            throw new IllegalArgumentException("scheme is " + scheme + "; give an http or https URI");
        }
        if (uri.getHost() == null) {
            throw new IllegalArgumentException("the URI has no host, or one that is not a host name");
        }
    }

    private static byte @Nullable [] bodyOf(HttpRequest wanted) {
        return wanted.body() == null && WITH_CONTENT_LENGTH.contains(wanted.method()) ? EMPTY : wanted.body();
    }
}
