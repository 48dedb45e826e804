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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Turns the JDK server's exchanges into requests, and answers into what it sends. */
final class Exchanges implements HttpHandler {
    private static final int NO_BODY = -1;

    private final Api api;
    private final Gate gate;
    private final Set<OpenExchange> open = ConcurrentHashMap.newKeySet();

    Exchanges(Api api, Gate gate) {
        this.api = api;
        this.gate = gate;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        Request request = read(exchange);
        gate.pass(() -> answer(exchange, request));
    }

    /** Ends the watches of all clients that still wait. */
    void endWatches() {
        open.forEach(OpenExchange::end);
    }

    private void answer(HttpExchange exchange, Request request) {
        Answer answer = api.answer(request);
        for (Answer.Header header : answer.headers()) {
            exchange.getResponseHeaders().set(header.name(), header.value());
        }
        if (answer instanceof EventStream stream) {
            OpenExchange opened = new OpenExchange(exchange, stream, gate, open::remove);
            open.add(opened);
            opened.begin();
        } else {
            send(exchange, request, (Response) answer);
        }
    }

    private static Request read(HttpExchange exchange) throws IOException {
        InputStream stream = exchange.getRequestBody();
        byte[] body = stream.readNBytes(Form.MAX_BODY + 1);
        // What is not read would be taken for the next request, or cost the connection.
        stream.transferTo(OutputStream.nullOutputStream());
        return new Request(
                exchange.getRequestMethod(),
                target(exchange.getRequestURI()),
                header(exchange, "Content-Type"),
                header(exchange, "Authorization"),
                Bytes.of(body));
    }

    private static Optional<String> header(HttpExchange exchange, String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
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

    private static void send(HttpExchange exchange, Request request, Response response) {
        byte[] body = response.body().getBytes(StandardCharsets.UTF_8);
        if (request.isHead()) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
        }
        boolean withoutBody = request.isHead() || body.length == 0;
        try (exchange) {
            exchange.sendResponseHeaders(response.status(), withoutBody ? NO_BODY : body.length);
            if (!withoutBody) {
                exchange.getResponseBody().write(body);
            }
        } catch (IOException clientIsGone) {
            // Nobody is left to be told. What the request changed stays changed, as with a real server.
        }
    }
}
