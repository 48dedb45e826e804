package dev.pinwheel.etcd.transport.apache;

import java.util.function.Consumer;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;

/** What users want to change about the native clients. */
record Customizers(Consumer<HttpAsyncClientBuilder> asynchronous, Consumer<HttpClientBuilder> classic) {
    static final Customizers NONE = new Customizers(builder -> {}, builder -> {});

    Customizers and(Consumer<HttpAsyncClientBuilder> next) {
        return new Customizers(asynchronous.andThen(next), classic);
    }

    Customizers andClassic(Consumer<HttpClientBuilder> next) {
        return new Customizers(asynchronous, classic.andThen(next));
    }
}
