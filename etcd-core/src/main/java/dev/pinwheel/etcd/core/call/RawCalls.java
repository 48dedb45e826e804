package dev.pinwheel.etcd.core.call;

import dev.pinwheel.etcd.RawRequest;
import dev.pinwheel.etcd.RawResponse;
import dev.pinwheel.etcd.core.dispatch.EtcdRequest;
import dev.pinwheel.etcd.core.dispatch.RequestBody;
import dev.pinwheel.etcd.core.failover.CallKind;
import org.jspecify.annotations.Nullable;

/** Requests of users as they are, and answers as they come. */
public final class RawCalls {
    private RawCalls() {}

    /** The request as a call, which any answer ends. */
    public static Operation<RawResponse> of(RawRequest request) {
        String[] target = request.target().split("\\?", 2);
        boolean isRead = request.method().equals("GET") || request.method().equals("HEAD");
        @Nullable
        RequestBody body = request.body()
                .map(given -> new RequestBody(given.contentType(), given.bytes()))
                .orElse(null);
        return new Operation<>(
                new EtcdRequest(
                        request.method(),
                        target[0],
                        target.length > 1 ? target[1] : "",
                        body,
                        isRead ? CallKind.READ : CallKind.WRITE),
                (asked, answer) ->
                        new RawResponse(answer.endpoint(), answer.status(), answer.headers(), answer.body()));
    }
}
