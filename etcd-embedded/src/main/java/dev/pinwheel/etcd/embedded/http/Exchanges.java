package dev.pinwheel.etcd.embedded.http;

import dev.pinwheel.etcd.embedded.server.Handler;
import dev.pinwheel.etcd.embedded.server.Header;
import dev.pinwheel.etcd.embedded.server.Headers;
import dev.pinwheel.etcd.embedded.server.ResponseHead;
import dev.pinwheel.etcd.embedded.server.ServerExchange;
import dev.pinwheel.etcd.embedded.server.ServerRequest;
import dev.pinwheel.etcd.embedded.store.Bytes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/** Turns what the server receives into requests, and answers into what it sends. */
final class Exchanges implements Handler {
    private final Api api;

    Exchanges(Api api) {
        this.api = api;
    }

    @Override
    public void handle(ServerRequest received, ServerExchange exchange) {
        if (api.isReady()) {
            answer(received, exchange);
        } else {
            // Called by whoever elects a leader; the answer is the business of this server's thread.
            api.whenReady(() -> exchange.connection().schedule(Duration.ZERO, () -> answer(received, exchange)));
        }
    }

    private void answer(ServerRequest received, ServerExchange exchange) {
        send(api.answer(request(received)), exchange);
    }

    private static void send(Answer answer, ServerExchange exchange) {
        if (answer instanceof Pending pending) {
            CompletableFuture<Void> unused = pending.answer().thenAccept(late -> send(late, exchange));
            exchange.connection()
                    .schedule(pending.patience(), () -> pending.answer().complete(pending.otherwise()));
        } else {
            begin((Answer.Prompt) answer, exchange);
        }
    }

    private static void begin(Answer.Prompt answer, ServerExchange exchange) {
        ResponseHead head = ResponseHead.of(
                answer.status(),
                new Headers(answer.headers().stream()
                        .map(header -> new Header(header.name(), header.value()))
                        .toList()));
        if (answer instanceof EventStream stream) {
            new OpenWatch(exchange, stream).begin(head);
        } else {
            exchange.respond(head, ((Response) answer).body().getBytes(StandardCharsets.UTF_8));
        }
    }

    private static Request request(ServerRequest received) {
        return new Request(
                received.method(),
                target(received.target()),
                received.headers().first("Content-Type"),
                received.headers().first("Authorization"),
                Bytes.of(received.bodyBytes()));
    }

    /** A proxy's form of a target names the host as well, which changes nothing. */
    private static String target(String target) {
        if (!target.toLowerCase(Locale.ROOT).startsWith("http://")) {
            return target;
        }
        int path = target.indexOf('/', "http://".length());
        return path < 0 ? "/" : target.substring(path);
    }
}
