package dev.pinwheel.etcd.benchmarks.byhand;

import dev.pinwheel.etcd.benchmarks.client.Call;
import dev.pinwheel.etcd.keys.KeysResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.util.Timeout;

/** Apache's classic client, which calls on its caller's thread. */
final class ApacheClassic implements Stack {
    private final WireCall wire;
    private final CloseableHttpClient client;

    private ApacheClassic(WireCall wire, CloseableHttpClient client) {
        this.wire = wire;
        this.client = client;
    }

    static ApacheClassic start(WireCall wire, long timeoutMillis) {
        CloseableHttpClient client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnTotal(Integer.MAX_VALUE)
                        .setMaxConnPerRoute(Integer.MAX_VALUE)
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
        return new ApacheClassic(wire, client);
    }

    @Override
    public KeysResponse call(Call call) throws IOException {
        HttpUriRequestBase request = new HttpUriRequestBase(wire.method(call), URI.create(wire.url(call)));
        byte[] body = wire.body(call);
        if (body.length > 0) {
            request.setEntity(new ByteArrayEntity(body, ContentType.create(WireCall.FORM)));
        }
        return client.execute(request, this::read);
    }

    @Override
    public CompletableFuture<KeysResponse> start(Call call) {
        throw new UnsupportedOperationException("the classic client only blocks");
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private KeysResponse read(ClassicHttpResponse response) throws IOException {
        byte[] body = EntityUtils.toByteArray(response.getEntity());
        return Answers.read(
                wire.base(),
                response.getCode(),
                name -> {
                    Header header = response.getFirstHeader(name);
                    return header == null ? null : header.getValue();
                },
                body);
    }
}
