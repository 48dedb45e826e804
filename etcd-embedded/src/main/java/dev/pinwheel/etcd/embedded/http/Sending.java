package dev.pinwheel.etcd.embedded.http;

import dev.pinwheel.etcd.embedded.recording.Receipt;
import dev.pinwheel.etcd.embedded.server.Header;
import dev.pinwheel.etcd.embedded.server.Headers;
import dev.pinwheel.etcd.embedded.server.ResponseHead;
import dev.pinwheel.etcd.embedded.server.ServerExchange;
import java.nio.charset.StandardCharsets;

/** Gives one client an answer as the server sends it. */
record Sending(ServerExchange exchange, Receipt receipt) {

    void send(Answer.Prompt answer) {
        receipt.answered(answer.status());
        if (answer instanceof EventStream stream) {
            new OpenWatch(exchange, stream).begin(head(answer));
        } else {
            exchange.respond(head(answer), body((Response) answer));
        }
    }

    static ResponseHead head(Answer.Prompt answer) {
        return ResponseHead.of(
                answer.status(),
                new Headers(answer.headers().stream()
                        .map(header -> new Header(header.name(), header.value()))
                        .toList()));
    }

    static byte[] body(Response response) {
        return response.body().getBytes(StandardCharsets.UTF_8);
    }
}
