package dev.pinwheel.etcd.transport.apache;

import dev.pinwheel.etcd.spi.HttpRequest;
import java.net.URI;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.AsyncRequestProducer;
import org.apache.hc.core5.http.nio.entity.BasicAsyncEntityProducer;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;
import org.jspecify.annotations.Nullable;

/** Writes a request down for HttpClient, to be sent word for word (T6.2, T6.3). */
final class NativeRequest {
    private NativeRequest() {}

    /**
     * Makes the native request.
     *
     * @throws IllegalArgumentException if the URI is not absolute, with http or https and a host
     */
    static AsyncRequestProducer of(HttpRequest wanted) {
        BasicHttpRequest request = new BasicHttpRequest(wanted.method(), hostOf(wanted.uri()), targetOf(wanted.uri()));
        wanted.headers().fields().forEach(field -> request.addHeader(field.name(), field.value()));
        byte[] body = bodyOf(wanted);
        return new BasicRequestProducer(request, body == null ? null : new BasicAsyncEntityProducer(body, null));
    }

    static HttpHost hostOf(URI uri) {
        String scheme = uri.getScheme();
        if (!"http".equalsIgnoreCase(scheme) && !"https".equalsIgnoreCase(scheme)) {
            throw new IllegalArgumentException("scheme is " + scheme + "; give an http or https URI");
        }
        String host = uri.getHost();
        if (host == null) {
            throw new IllegalArgumentException("the URI has no host, or one that is not a host name");
        }
        return new HttpHost(scheme, host.startsWith("[") ? host.substring(1, host.length() - 1) : host, uri.getPort());
    }

    static String targetOf(URI uri) {
        String path = uri.getRawPath();
        String query = uri.getRawQuery();
        return (path == null || path.isEmpty() ? "/" : path) + (query == null ? "" : "?" + query);
    }

    /** A body of no bytes is none to HttpClient, which then sends POST and PUT with a length of zero. */
    static byte @Nullable [] bodyOf(HttpRequest wanted) {
        byte[] body = wanted.body();
        return body == null || body.length == 0 ? null : body;
    }
}
