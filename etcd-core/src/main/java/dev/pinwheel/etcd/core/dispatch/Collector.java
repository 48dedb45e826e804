package dev.pinwheel.etcd.core.dispatch;

import dev.pinwheel.etcd.spi.Exchange;
import dev.pinwheel.etcd.spi.HttpRequest;
import dev.pinwheel.etcd.spi.ResponseHead;
import dev.pinwheel.etcd.spi.ResponseListener;
import dev.pinwheel.etcd.spi.TransportException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Collects the response of one exchange for an {@link Attempt}. */
final class Collector implements ResponseListener {
    private final Attempt attempt;
    private final HttpRequest request;
    private final BodyBuffer body;

    private volatile @Nullable Exchange exchange;
    private @Nullable ResponseHead head;

    Collector(Attempt attempt, HttpRequest request, int bodyLimit) {
        this.attempt = attempt;
        this.request = request;
        this.body = new BodyBuffer(bodyLimit);
    }

    HttpRequest request() {
        return request;
    }

    void abort() {
        Exchange running = exchange;
        if (running != null) {
            running.cancel();
        }
    }

    @Override
    public void onStart(Exchange started) {
        exchange = started;
        started.request(Long.MAX_VALUE); // The limit of the body bounds what is held, so demand need not.
        attempt.started(this);
    }

    @Override
    public void onHeaders(ResponseHead arrived) {
        head = arrived;
        attempt.headArrived(this, arrived);
    }

    @Override
    public void onData(ByteBuffer chunk) {
        attempt.bodyMoved();
        if (!body.append(chunk)) {
            attempt.abort(Attempt.Abort.BODY_TOO_LONG);
        }
    }

    @Override
    public void onComplete() {
        ResponseHead arrived = head;
        if (arrived == null) {
            attempt.failed(new TransportException(
                    TransportException.Kind.OTHER, false, "complete without a head: the transport breaks T2.3", null));
        } else {
            attempt.completed(arrived, body.toArray());
        }
    }

    @Override
    public void onFailure(TransportException failure) {
        attempt.failed(failure);
    }
}
