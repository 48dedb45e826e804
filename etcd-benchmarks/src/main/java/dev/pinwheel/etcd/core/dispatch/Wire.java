package dev.pinwheel.etcd.core.dispatch;

import dev.pinwheel.etcd.spi.HttpRequest;
import java.net.URI;
import org.jspecify.annotations.NullMarked;

/** Lets the benchmarks address a request without a call. */
@NullMarked
public final class Wire {
    private Wire() {}

    /** What a transport is given for a request of nobody in particular. */
    public static HttpRequest to(URI endpoint, EtcdRequest request) {
        return request.to(endpoint, Authorization.NONE);
    }
}
