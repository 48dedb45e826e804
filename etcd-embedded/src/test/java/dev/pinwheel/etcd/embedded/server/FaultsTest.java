package dev.pinwheel.etcd.embedded.server;

import static dev.pinwheel.etcd.embedded.server.Servers.bytes;
import static dev.pinwheel.etcd.embedded.server.Servers.ok;
import static dev.pinwheel.etcd.embedded.server.Servers.respond;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a client sees of a server that misbehaves. */
final class FaultsTest {
    private static final int A_WHILE = 200;

    private final Servers servers = new Servers();

    @AfterEach
    void stopAll() {
        servers.close();
    }

    @Test
    void resetBeforeAByteOfTheAnswer() throws Exception {
        seen((request, exchange) -> exchange.connection().reset(), "<reset>");
    }

    @Test
    void closedWithoutAnAnswer() throws Exception {
        seen((request, exchange) -> exchange.connection().close(), "<end>");
    }

    @Test
    void closedInTheMiddleOfTheHead() throws Exception {
        seen(
                (request, exchange) -> {
                    exchange.connection().writeRaw(bytes("HTTP/1.1 200 O"));
                    exchange.connection().close();
                },
                "HTTP/1.1 200 O<end>");
    }

    @Test
    void aBodyCutShort() throws Exception {
        seen(
                (request, exchange) -> {
                    Headers lie = Headers.of("Content-Length", "9").with("Date", "d");
                    exchange.respond(ResponseHead.of(200, lie), bytes("body"));
                    exchange.connection().close();
                },
                "HTTP/1.1 200 OK\r\nContent-Length: 9\r\nDate: d\r\n\r\nbody<end>");
    }

    @Test
    void aChunkedBodyCutShort() throws Exception {
        seen(
                (request, exchange) -> {
                    Headers dated = Headers.of("Date", "d");
                    exchange.stream(ResponseHead.of(200, dated)).write(bytes("body"));
                    exchange.connection().close();
                },
                "HTTP/1.1 200 OK\r\nDate: d\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n<end>");
    }

    @Test
    void garbage() throws Exception {
        seen(
                (request, exchange) -> {
                    exchange.connection().writeRaw(bytes("\u0000\u00ff\r\n\r\n"));
                    exchange.connection().close();
                },
                "\u0000\u00ff\r\n\r\n<end>");
    }

    @Test
    void garbageBetweenChunks() throws Exception {
        seen(
                (request, exchange) -> {
                    ResponseStream stream = exchange.stream(ResponseHead.of(200, Headers.of("Date", "d")));
                    stream.write(bytes("a"));
                    exchange.connection().writeRaw(bytes("zz\r\n"));
                    exchange.connection().close();
                },
                "HTTP/1.1 200 OK\r\nDate: d\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\nzz\r\n<end>");
    }

    @Test
    void rawBytesInPlaceOfAnAnswer_andTheConnectionGoesOn() throws Exception {
        HttpServer server = servers.start((request, exchange) -> {
            exchange.connection().writeRaw(bytes("HTTP/1.1 299 Odd\r\nContent-Length: 1\r\n\r\n!"));
            exchange.answeredRaw();
        });
        try (Wiretap client = new Wiretap(server)) {
            client.send(Wiretap.GET + Wiretap.GET);
            assertThat(client.answer()).isEqualTo("299 Odd|!");
            assertThat(client.answer()).isEqualTo("299 Odd|!");
        }
    }

    @Test
    void noAnswerAtAll() throws Exception {
        try (Wiretap client = new Wiretap(servers.start((request, exchange) -> {}))) {
            client.send(Wiretap.GET);
            assertThat(client.isSilentFor(A_WHILE)).isTrue();
        }
    }

    @Test
    void aSlowDrip_thatStallsInTheMiddleOfTheHead() throws Exception {
        HttpServer server = servers.start((request, exchange) -> {
            ServerConnection connection = exchange.connection();
            connection.writeRaw(bytes("HTTP"));
            connection.schedule(Duration.ofMillis(20), () -> connection.writeRaw(bytes("/1.1")));
            connection.schedule(Duration.ofMillis(10), () -> connection.writeRaw(bytes("_")));
        });
        try (Wiretap client = new Wiretap(server)) {
            client.send(Wiretap.GET);
            assertThat(client.read(9)).isEqualTo("HTTP_/1.1");
            assertThat(client.isSilentFor(A_WHILE)).isTrue();
        }
    }

    @Test
    void aDelayedAnswer() throws Exception {
        HttpServer server = servers.start((request, exchange) ->
                exchange.connection().schedule(Duration.ofMillis(30), () -> respond(exchange, "late")));
        try (Wiretap client = new Wiretap(server)) {
            long start = System.nanoTime();
            client.send(Wiretap.GET);
            assertThat(client.answer()).isEqualTo("200 OK|late");
            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(30_000_000);
        }
    }

    @Test
    void resetWhenAccepted() throws Exception {
        try (Wiretap client = new Wiretap(servers.start(new OnAccept()))) {
            assertThat(client.rest()).isEqualTo("<reset>");
        }
    }

    @Test
    void resetWhenTheFirstBytesArrive() throws Exception {
        try (Wiretap client = new Wiretap(servers.start(new OnFirstBytes()))) {
            assertThat(client.isSilentFor(A_WHILE)).isTrue();
            client.send("G");
            assertThat(client.rest()).isEqualTo("<reset>");
        }
    }

    @Test
    void slowness_untilTheServerSpeedsUp() throws Exception {
        BlockingQueue<ServerConnection> slow = new LinkedBlockingQueue<>();
        HttpServer server = servers.start((request, exchange) -> {
            exchange.connection().slowDown(7, Duration.ofHours(1));
            slow.add(exchange.connection());
            respond(exchange, "late");
        });
        try (Wiretap client = new Wiretap(server)) {
            client.send(Wiretap.GET);
            assertThat(client.read(7)).isEqualTo("HTTP/1.");
            assertThat(client.isSilentFor(A_WHILE)).isTrue();
            slow.take().speedUp();
            assertThat(client.readThrough("late")).startsWith("1 200 OK\r\n");
        }
    }

    @Test
    void slownessOutOfRange_isRefused() throws Exception {
        BlockingQueue<ServerConnection> open = new LinkedBlockingQueue<>();
        try (Wiretap client = new Wiretap(servers.start(new NeverReading(open)))) {
            assertThat(client.isSilentFor(1)).isTrue();
            ServerConnection connection = open.take();
            assertThatThrownBy(() -> connection.slowDown(0, Duration.ofSeconds(1)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> connection.slowDown(1, Duration.ZERO))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void notListening_sparesWhoIsThere_andCanBeEnded() throws Exception {
        HttpServer server = servers.start(Servers::echo);
        try (Wiretap client = new Wiretap(server)) {
            server.stopListening();
            server.stopListening();
            assertThatThrownBy(() -> new Wiretap(server)).isInstanceOf(ConnectException.class);
            client.send(Wiretap.GET);
            assertThat(client.answer()).isEqualTo("200 OK|/");

            server.listenAgain();
            try (Wiretap other = new Wiretap(server)) {
                other.send(Wiretap.GET);
                assertThat(other.answer()).isEqualTo("200 OK|/");
            }
        }
    }

    @Test
    void neverReading() throws Exception {
        BlockingQueue<ServerConnection> open = new LinkedBlockingQueue<>();
        try (Wiretap client = new Wiretap(servers.start(new NeverReading(open)))) {
            client.send(Wiretap.GET);
            assertThat(client.isSilentFor(A_WHILE)).isTrue();
            ServerConnection connection = open.poll(10, TimeUnit.SECONDS);
            assertThat(connection).isNotNull();
            assertThat(connection.client().getPort()).isEqualTo(client.localPort());
        }
    }

    @Test
    void answeringTwice_isAMistake() throws Exception {
        BlockingQueue<ServerExchange> answered = new LinkedBlockingQueue<>();
        HttpServer server = servers.start((request, exchange) -> {
            respond(exchange, "once");
            answered.add(exchange);
        });
        try (Wiretap client = new Wiretap(server)) {
            client.send(Wiretap.GET);
            assertThat(client.answer()).isEqualTo("200 OK|once");
            ServerExchange exchange = answered.take();
            assertThatThrownBy(() -> respond(exchange, "twice")).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> exchange.stream(ok())).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void aHandlerThatFails_resetsItsConnection_andNoOther() throws Exception {
        HttpServer server = servers.start((request, exchange) -> {
            if (request.target().equals("/fail")) {
                throw new Deliberate();
            }
            respond(exchange, "fine");
        });
        BlockingQueue<Throwable> reported = new LinkedBlockingQueue<>();
        servers.threads().get(0).setUncaughtExceptionHandler((thread, failure) -> reported.add(failure));
        try (Wiretap failing = new Wiretap(server);
                Wiretap other = new Wiretap(server)) {
            failing.get("/fail");
            assertThat(failing.rest()).isEqualTo("<reset>");
            other.get("/");
            assertThat(other.answer()).isEqualTo("200 OK|fine");
        }
        assertThat(reported).singleElement().isInstanceOf(Deliberate.class);
    }

    private void seen(Handler handler, String expected) throws Exception {
        try (Wiretap client = new Wiretap(servers.start(handler))) {
            client.send(Wiretap.GET);
            assertThat(client.rest()).isEqualTo(expected);
        }
    }

    private static final class Deliberate extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private static final class OnAccept implements Handler {
        @Override
        public void handle(ServerRequest request, ServerExchange exchange) {}

        @Override
        public void accepted(ServerConnection connection) {
            connection.reset();
        }
    }

    private static final class OnFirstBytes implements Handler {
        @Override
        public void handle(ServerRequest request, ServerExchange exchange) {}

        @Override
        public void receiving(ServerConnection connection) {
            connection.reset();
        }
    }

    private record NeverReading(BlockingQueue<ServerConnection> open) implements Handler {
        @Override
        public void handle(ServerRequest request, ServerExchange exchange) {
            respond(exchange, "read");
        }

        @Override
        public void accepted(ServerConnection connection) {
            connection.stopReading();
            open.add(connection);
        }
    }
}
