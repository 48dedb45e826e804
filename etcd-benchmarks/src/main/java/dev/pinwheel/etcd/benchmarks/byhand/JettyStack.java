package dev.pinwheel.etcd.benchmarks.byhand;

import dev.pinwheel.etcd.benchmarks.client.Call;
import dev.pinwheel.etcd.keys.KeysResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.BufferingResponseListener;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.ContentResponse;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Jetty's client: {@code send}, which blocks on its threads, and {@code send} with a listener. */
final class JettyStack implements Stack {
    private static final int MAX_BODY = 64 << 20;

    private final WireCall wire;
    private final HttpClient client;
    private final long timeoutMillis;

    private JettyStack(WireCall wire, HttpClient client, long timeoutMillis) {
        this.wire = wire;
        this.client = client;
        this.timeoutMillis = timeoutMillis;
    }

    static JettyStack start(WireCall wire, long timeoutMillis) {
        QueuedThreadPool threads = new QueuedThreadPool();
        threads.setDaemon(true);
        HttpClient client = new HttpClient();
        client.setExecutor(threads);
        client.setMaxConnectionsPerDestination(Integer.MAX_VALUE);
        client.setMaxRequestsQueuedPerDestination(Integer.MAX_VALUE);
        client.setFollowRedirects(false);
        client.setHttpCookieStore(new HttpCookieStore.Empty());
        client.setIdleTimeout(0);
        try {
            client.start();
        } catch (Exception broken) {
            throw new IllegalStateException("Jetty's client did not start", broken);
        }
        client.getContentDecoderFactories().clear();
        return new JettyStack(wire, client, timeoutMillis);
    }

    @Override
    public KeysResponse call(Call call) throws IOException {
        try {
            ContentResponse response = request(call).send();
            return read(response, response.getContent());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } catch (TimeoutException | ExecutionException failed) {
            throw new IOException(failed);
        }
    }

    @Override
    public CompletableFuture<KeysResponse> start(Call call) {
        CompletableFuture<KeysResponse> answer = new CompletableFuture<>();
        request(call).send(new BufferingResponseListener(MAX_BODY) {
            @Override
            public void onComplete(Result result) {
                if (result.isFailed()) {
                    answer.completeExceptionally(result.getFailure());
                    return;
                }
                try {
                    answer.complete(read(result.getResponse(), getContent()));
                } catch (IOException | RuntimeException failure) {
                    answer.completeExceptionally(failure);
                }
            }
        });
        return answer;
    }

    @Override
    public void close() {
        LifeCycle.stop(client);
    }

    private Request request(Call call) {
        Request request = client.newRequest(URI.create(wire.url(call)))
                .method(wire.method(call))
                .timeout(timeoutMillis, TimeUnit.MILLISECONDS);
        byte[] body = wire.body(call);
        return body.length == 0 ? request : request.body(new BytesRequestContent(WireCall.FORM, body));
    }

    private KeysResponse read(Response response, byte[] body) throws IOException {
        return Answers.read(
                wire.base(), response.getStatus(), name -> response.getHeaders().get(name), body);
    }
}
