package dev.pinwheel.etcd.transport.apache;

import dev.pinwheel.etcd.spi.HttpRequest;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.concurrent.CancellableDependency;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;

/** A request for the classic client, which asks the request itself how it is to be cancelled. */
@SuppressWarnings("serial") // HttpClient's requests are serializable for historical reasons; this one never goes out.
final class ClassicRequest extends BasicClassicHttpRequest implements CancellableDependency {
    private final HttpHost target;
    private final CancelAll steps;

    private ClassicRequest(String method, HttpHost target, String pathAndQuery, CancelAll steps) {
        super(method, target, pathAndQuery);
        this.target = target;
        this.steps = steps;
    }

    /**
     * Writes a request down, to be sent word for word (T6.2, T6.3).
     *
     * @throws IllegalArgumentException if the URI is not absolute, with http or https and a host
     */
    static ClassicRequest of(HttpRequest wanted, CancelAll steps) {
        ClassicRequest request = new ClassicRequest(
                wanted.method(), NativeRequest.hostOf(wanted.uri()), NativeRequest.targetOf(wanted.uri()), steps);
        wanted.headers().fields().forEach(field -> request.addHeader(field.name(), field.value()));
        byte[] body = NativeRequest.bodyOf(wanted);
        if (body != null) {
            request.setEntity(new ByteArrayEntity(body, null));
        }
        return request;
    }

    HttpHost target() {
        return target;
    }

    @Override
    public void setDependency(Cancellable step) {
        steps.setDependency(step);
    }

    @Override
    public boolean isCancelled() {
        return steps.isCancelled();
    }

    @Override
    public boolean cancel() {
        return steps.cancel();
    }
}
