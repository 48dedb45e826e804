package dev.pinwheel.etcd.benchmarks.byhand;

import dev.pinwheel.etcd.benchmarks.client.Call;
import dev.pinwheel.etcd.keys.KeysResponse;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/** Apache's asynchronous client. */
final class ApacheAsync implements Stack {
    private final WireCall wire;
    private final CloseableHttpAsyncClient client;

    private ApacheAsync(WireCall wire, CloseableHttpAsyncClient client) {
        this.wire = wire;
        this.client = client;
    }

    static ApacheAsync start(WireCall wire, long timeoutMillis) {
        CloseableHttpAsyncClient client = HttpAsyncClients.custom()
                .setConnectionManager(PoolingAsyncClientConnectionManagerBuilder.create()
                        .setMaxConnTotal(Integer.MAX_VALUE)
                        .setMaxConnPerRoute(Integer.MAX_VALUE)
                        .setDefaultTlsConfig(TlsConfig.custom()
                                .setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_1)
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(Timeout.of(timeoutMillis, TimeUnit.MILLISECONDS))
                        .build())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .disableConnectionState()
                .build();
        client.start();
        return new ApacheAsync(wire, client);
    }

    @Override
    public KeysResponse call(Call call) throws IOException {
        return Waiting.forAnswer(start(call));
    }

    @Override
    public CompletableFuture<KeysResponse> start(Call call) {
        SimpleRequestBuilder builder =
                SimpleRequestBuilder.create(wire.method(call)).setUri(wire.url(call));
        byte[] body = wire.body(call);
        if (body.length > 0) {
            builder.setBody(body, ContentType.create(WireCall.FORM));
        }
        CompletableFuture<KeysResponse> answer = new CompletableFuture<>();
        SimpleHttpRequest request = builder.build();
        var unused = client.execute(request, new FutureCallback<>() {
            @Override
            public void completed(SimpleHttpResponse response) {
                read(response, answer);
            }

            @Override
            public void failed(Exception failure) {
                answer.completeExceptionally(failure);
            }

            @Override
            public void cancelled() {
                answer.completeExceptionally(new CancellationException());
            }
        });
        return answer;
    }

    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
    }

    private void read(SimpleHttpResponse response, CompletableFuture<KeysResponse> answer) {
        try {
            answer.complete(Answers.read(
                    wire.base(),
                    response.getCode(),
                    name -> {
                        Header header = response.getFirstHeader(name);
                        return header == null ? null : header.getValue();
                    },
                    response.getBodyBytes()));
        } catch (IOException | RuntimeException failure) {
            answer.completeExceptionally(failure);
        }
    }
}
