package dev.pinwheel.etcd.benchmarks.byhand;

import dev.pinwheel.etcd.benchmarks.client.Call;
import dev.pinwheel.etcd.keys.KeysResponse;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.Callback;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** OkHttp: {@code execute} on the caller's thread, and {@code enqueue}. */
final class OkHttpStack implements Stack {
    private static final MediaType FORM = MediaType.get(WireCall.FORM);
    private static final int IDLE_MINUTES = 5;

    private final WireCall wire;
    private final OkHttpClient client;

    private OkHttpStack(WireCall wire, OkHttpClient client) {
        this.wire = wire;
        this.client = client;
    }

    static OkHttpStack start(WireCall wire, long timeoutMillis) {
        Dispatcher dispatcher = new Dispatcher();
        dispatcher.setMaxRequests(Integer.MAX_VALUE);
        dispatcher.setMaxRequestsPerHost(Integer.MAX_VALUE);
        OkHttpClient client = new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .connectionPool(new ConnectionPool(Integer.MAX_VALUE, IDLE_MINUTES, TimeUnit.MINUTES))
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .readTimeout(0, TimeUnit.MILLISECONDS)
                .callTimeout(timeoutMillis, TimeUnit.MILLISECONDS)
                .build();
        return new OkHttpStack(wire, client);
    }

    @Override
    public KeysResponse call(Call call) throws IOException {
        try (Response response = client.newCall(request(call)).execute()) {
            return read(response);
        }
    }

    @Override
    public CompletableFuture<KeysResponse> start(Call call) {
        CompletableFuture<KeysResponse> answer = new CompletableFuture<>();
        client.newCall(request(call)).enqueue(new Callback() {
            @Override
            public void onResponse(okhttp3.Call unused, Response response) {
                try (response) {
                    answer.complete(read(response));
                } catch (IOException | RuntimeException failure) {
                    answer.completeExceptionally(failure);
                }
            }

            @Override
            public void onFailure(okhttp3.Call unused, IOException failure) {
                answer.completeExceptionally(failure);
            }
        });
        return answer;
    }

    @Override
    public void close() {
        client.dispatcher().cancelAll();
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }

    private Request request(Call call) {
        byte[] body = wire.body(call);
        return new Request.Builder()
                .url(wire.url(call))
                .header("Accept-Encoding", "identity")
                .method(wire.method(call), body.length == 0 ? null : RequestBody.create(body, FORM))
                .build();
    }

    private KeysResponse read(Response response) throws IOException {
        return Answers.read(
                wire.base(), response.code(), response::header, response.body().bytes());
    }
}
