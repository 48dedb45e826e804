package dev.pinwheel.etcd.embedded.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.pinwheel.etcd.embedded.store.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Turns the JDK server's exchanges into requests, and responses into what it sends. */
final class Exchanges implements HttpHandler {
    private static final int NO_BODY = -1;

    private final Api api;
    private final Gate gate;

    Exchanges(Api api, Gate gate) {
        this.api = api;
        this.gate = gate;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        Request request = read(exchange);
        gate.pass(() -> answer(exchange, request));
    }

    private void answer(HttpExchange exchange, Request request) {
        try (exchange) {
            send(exchange, request, api.answer(request));
        } catch (IOException clientIsGone) {
            // Nobody is left to be told. What the request changed stays changed, as with a real server.
        }
    }

    private static Request read(HttpExchange exchange) throws IOException {
        Optional<String> contentType =
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type"));
        InputStream stream = exchange.getRequestBody();
        byte[] body = stream.readNBytes(Form.MAX_BODY + 1);
        // What is not read would be taken for the next request, or cost the connection.
        stream.transferTo(OutputStream.nullOutputStream());
        return new Request(exchange.getRequestMethod(), target(exchange.getRequestURI()), contentType, Bytes.of(body));
    }

    // The URI's own parts are of no use: it takes the start of //v2/keys for a host, and a # for the end of the query.
    private static String target(URI uri) {
        String target = uri.toString();
        if (!uri.isAbsolute()) {
            return target;
        }
        int path = target.indexOf('/', target.indexOf("//") + 2);
        return path < 0 ? "/" : target.substring(path);
    }

    private static void send(HttpExchange exchange, Request request, Response response) throws IOException {
        for (Response.Header header : response.headers()) {
            exchange.getResponseHeaders().set(header.name(), header.value());
        }
        byte[] body = response.body().getBytes(StandardCharsets.UTF_8);
        if (request.isHead()) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
        }
        boolean withoutBody = request.isHead() || body.length == 0;
        exchange.sendResponseHeaders(response.status(), withoutBody ? NO_BODY : body.length);
        if (!withoutBody) {
            exchange.getResponseBody().write(body);
        }
    }
}
