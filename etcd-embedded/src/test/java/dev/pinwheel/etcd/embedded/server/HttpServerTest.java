package dev.pinwheel.etcd.embedded.server;

import static dev.pinwheel.etcd.embedded.server.Servers.bytes;
import static dev.pinwheel.etcd.embedded.server.Servers.ok;
import static dev.pinwheel.etcd.embedded.server.Servers.respond;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client sees of a server that behaves. */
final class HttpServerTest {
    private final Servers servers = new Servers();

    @AfterEach
    void stopAll() {
        servers.close();
    }

    @Test
    void aConnection_servesOneRequestAfterTheOther() throws Exception {
        try (Wiretap client = new Wiretap(servers.start(Servers::echo))) {
            client.get("/a");
            assertThat(client.answer()).isEqualTo("200 OK|/a");
            client.send("PUT /b HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nxy");
            assertThat(client.answer()).isEqualTo("200 OK|/bxy");
            client.get("/\u00ff%zz");
            assertThat(client.answer()).isEqualTo("200 OK|/\u00ff%zz");
        }
    }

    @Test
    void pipelinedRequests_areAnsweredInOrder_alsoWhenAnsweredLater() throws Exception {
        BlockingQueue<ServerExchange> open = new LinkedBlockingQueue<>();
        try (Wiretap client = new Wiretap(servers.start((request, exchange) -> open.add(exchange)))) {
            client.get("/a");
            client.get("/b");
            respond(taken(open), "first");
            respond(taken(open), "second");

            assertThat(client.answer()).isEqualTo("200 OK|first");
            assertThat(client.answer()).isEqualTo("200 OK|second");
        }
    }

    @Test
    void thousandsOfPipelinedRequests_areAllAnswered() throws Exception {
        try (Wiretap client = new Wiretap(servers.start(Servers::echo))) {
            client.send(Wiretap.GET.repeat(5_000));

            for (int i = 0; i < 5_000; i++) {
                assertThat(client.answer()).isEqualTo("200 OK|/");
            }
        }
    }

    @Test
    void aChunkedBody_isRead() throws Exception {
        try (Wiretap client = new Wiretap(servers.start(Servers::echo))) {
            client.send("PUT / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n");
            client.send("1\r\nc\r\n0\r\n\r\n");

            assertThat(client.answer()).isEqualTo("200 OK|/abc");
        }
    }

    @Test
    void aLargeBody_comesBackWhole_inOneChunk() throws Exception {
        String large = "x".repeat(9_000_000);
        try (Wiretap client = new Wiretap(servers.start(Servers::echo))) {
            client.send("PUT / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 9000000\r\n\r\n" + large);

            assertThat(client.readThrough("\r\n\r\n")).contains("Transfer-Encoding: chunked", "Connection: close");
            assertThat(client.rest().equals("895441\r\n/" + large + "\r\n0\r\n\r\n<end>"))
                    .isTrue();
        }
    }

    @Test
    void aStream_sendsItsHeadAtOnce_andEveryWriteAsAChunk() throws Exception {
        BlockingQueue<ServerExchange> open = new LinkedBlockingQueue<>();
        try (Wiretap client = new Wiretap(servers.start((request, exchange) -> open.add(exchange)))) {
            client.get("/");
            ResponseStream stream = taken(open).stream(ok());
            assertThat(client.readThrough("\r\n\r\n")).contains("Transfer-Encoding: chunked");
            stream.write(bytes("one"));
            assertThat(client.readThrough("one\r\n")).isEqualTo("3\r\none\r\n");
            stream.write(bytes(""));
            stream.write(bytes("two"));
            stream.end();
            stream.end();
            assertThat(client.readThrough("0\r\n\r\n")).isEqualTo("3\r\ntwo\r\n0\r\n\r\n");

            client.get("/next");
            respond(taken(open), "next");
            assertThat(client.answer()).isEqualTo("200 OK|next");
            assertThatThrownBy(() -> stream.write(bytes("late"))).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void whoExpectsIt_isToldToGoOn() throws Exception {
        try (Wiretap client = new Wiretap(servers.start(Servers::echo))) {
            client.send("PUT / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\n");
            assertThat(client.readThrough("\r\n\r\n")).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
            client.send("x");
            assertThat(client.answer()).isEqualTo("200 OK|/x");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /a b HTTP/1.1\r\nHost: x\r\n\r\n", "nonsense\r\n", "\r\n", "SSH-2.0-x\r\n"})
    void whoDoesNotSpeakHttp1_isHungUpOn_withoutAWord(String greeting) throws Exception {
        try (Wiretap client = new Wiretap(servers.start(Servers::echo))) {
            client.send(greeting);

            assertThat(client.rest()).isEqualTo("<end>");
        }
    }

    @Test
    void http10_isAnsweredInHttp10() throws Exception {
        try (Wiretap client = new Wiretap(servers.start(Servers::echo))) {
            client.send("GET / HTTP/1.0\r\n\r\n");

            assertThat(client.rest()).startsWith("HTTP/1.0 200 OK\r\n").endsWith("<end>");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"G(T / HTTP/1.1\r\nHost: x\r\n\r\n", "GET / HTTP/1.1\r\nbad\r\n\r\nmore"})
    void whatIsNoRequest_isAnsweredAsGoDoes(String request) throws Exception {
        try (Wiretap client = new Wiretap(servers.start(Servers::echo))) {
            client.send(request);

            assertThat(client.rest())
                    .isEqualTo(
                            "HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n400 Bad Request<end>");
        }
    }

    @Test
    void aFirstLineThatIsTooLong_resetsTheConnection_butNotALaterOne() throws Exception {
        HttpServer server = servers.start(Servers::echo);
        String fits = "/" + "x".repeat(4_094 - "GET / HTTP/1.1".length());
        try (Wiretap client = new Wiretap(server)) {
            client.get(fits);
            assertThat(client.readThrough(fits)).contains("200 OK");
        }
        try (Wiretap client = new Wiretap(server)) {
            client.get("/");
            assertThat(client.answer()).isEqualTo("200 OK|/");
            client.get("/" + "x".repeat(100_000));
            assertThat(client.readThrough("\r\n\r\n")).contains("200 OK");
        }
        try (Wiretap client = new Wiretap(server)) {
            client.get(fits + "x");
            assertThat(client.rest()).isEqualTo("<reset>");
        }
    }

    @Test
    void aHeadThatIsTooLong_isAnswered431() throws Exception {
        try (Wiretap client = new Wiretap(servers.start(Servers::echo))) {
            client.send("GET / HTTP/1.1\r\nX: " + "x".repeat(1_100_000) + "\r\n\r\n");

            assertThat(client.rest()).startsWith("HTTP/1.1 431 ").endsWith("<end>");
        }
    }

    @Test
    void aBodyThatIsTooLong_isAnsweredByTheHandler_andTheConnectionGoesOn() throws Exception {
        ServerConfig config = servers.config().withMaxBodyBytes(10);
        try (Wiretap client = new Wiretap(servers.start(config, Servers::echo))) {
            client.send("PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 11\r\n\r\n12345678901");
            assertThat(client.answer()).isEqualTo("413 Request Entity Too Large|too large\n");
            client.get("/");
            assertThat(client.answer()).isEqualTo("200 OK|/");
        }
    }

    @Test
    void aClientThatOnlyEndsItsOutput_isStillAnswered() throws Exception {
        BlockingQueue<ServerExchange> open = new LinkedBlockingQueue<>();
        try (Wiretap client = new Wiretap(servers.start((request, exchange) -> open.add(exchange)))) {
            client.get("/a");
            client.get("/b");
            client.endOutput();
            CountDownLatch gone = new CountDownLatch(1);
            ServerExchange first = taken(open);
            first.onClientGone(gone::countDown);
            assertThat(gone.await(10, TimeUnit.SECONDS)).isTrue();
            respond(first, "a");
            respond(taken(open), "b");

            assertThat(client.answer()).isEqualTo("200 OK|a");
            assertThat(client.answer()).isEqualTo("200 OK|b");
            assertThat(client.rest()).isEqualTo("<end>");
        }
    }

    @Test
    void aStreamWhoseClientGoes_saysSo_once() throws Exception {
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        BlockingQueue<ServerExchange> open = new LinkedBlockingQueue<>();
        HttpServer server = servers.start((request, exchange) -> {
            exchange.onClientGone(() -> told.add("first"));
            exchange.onClientGone(() -> told.add("second"));
            exchange.stream(ok());
            open.add(exchange);
        });
        try (Wiretap client = new Wiretap(server)) {
            client.get("/");
            client.readThrough("\r\n\r\n");
        }
        ServerExchange exchange = taken(open);

        assertThat(taken(told)).isEqualTo("first");
        assertThat(taken(told)).isEqualTo("second");
        exchange.onClientGone(() -> told.add("late"));
        assertThat(taken(told)).isEqualTo("late");
        server.stop();
        exchange.onClientGone(() -> told.add("very late"));
        assertThat(taken(told)).isEqualTo("very late");
        assertThat(told).isEmpty();
    }

    @Test
    void anAnswerThatIsComplete_isNotGivenUp() throws Exception {
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        HttpServer server = servers.start((request, exchange) -> {
            exchange.onClientGone(() -> told.add("gone"));
            respond(exchange, "whole");
        });
        try (Wiretap client = new Wiretap(server)) {
            client.get("/");
            client.answer();
        }
        server.stop();

        assertThat(told).isEmpty();
    }

    @Test
    void whatASlowReaderDoesNotTake_isCounted_andSentWhenItReads() throws Exception {
        BlockingQueue<ResponseStream> open = new LinkedBlockingQueue<>();
        HttpServer server = servers.start((request, exchange) -> open.add(exchange.stream(ok())));
        try (Wiretap client = new Wiretap(server)) {
            client.get("/");
            client.readThrough("\r\n\r\n");
            ResponseStream stream = taken(open);
            String event = "x".repeat(100_000);
            int written = 0;
            while (stream.pendingWrites() < 100) {
                stream.write(bytes(event));
                written++;
            }
            stream.end();

            for (int i = 0; i < written; i++) {
                assertThat(client.read("186a0\r\n".length() + event.length() + 2))
                        .hasSize(100_009);
            }
            assertThat(client.readThrough("0\r\n\r\n")).isEqualTo("0\r\n\r\n");
            assertThat(stream.pendingWrites()).isZero();
        }
    }

    @Test
    void aWriter_isToldWhatIsTaken_andNothingMore_onceTheClientHasGone() throws Exception {
        BlockingQueue<ResponseStream> open = new LinkedBlockingQueue<>();
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        HttpServer server = servers.start((request, exchange) -> {
            exchange.onClientGone(() -> told.add("gone"));
            open.add(exchange.stream(ok()));
        });
        Wiretap client = new Wiretap(server);
        client.get("/");
        ResponseStream stream = taken(open);
        stream.write(bytes("a"), () -> told.add("a"));
        assertThat(taken(told)).isEqualTo("a");

        while (stream.pendingWrites() < 10) {
            stream.write(bytes("x".repeat(1_000_000)), () -> {});
        }
        stream.write(bytes("b"), () -> told.add("b"));
        client.close();

        assertThat(taken(told)).isEqualTo("gone");
        server.stop();
        assertThat(told).isEmpty();
    }

    @Test
    void aReaderThatIsMuchTooSlow_isCutOff() throws Exception {
        BlockingQueue<ResponseStream> open = new LinkedBlockingQueue<>();
        CountDownLatch gone = new CountDownLatch(1);
        ServerConfig config = servers.config().withMaxPendingBytes(1_000_000);
        HttpServer server = servers.start(config, (request, exchange) -> {
            exchange.onClientGone(gone::countDown);
            open.add(exchange.stream(ok()));
        });
        try (Wiretap client = new Wiretap(server)) {
            client.get("/");
            ResponseStream stream = taken(open);
            byte[] event = new byte[100_000];
            while (gone.getCount() > 0) {
                stream.write(event);
            }
            assertThat(client.rest()).endsWith("<reset>");
        }
    }

    @Test
    void manyStreams_needOneThread() throws Exception {
        List<ResponseStream> open = new ArrayList<>();
        CountDownLatch all = new CountDownLatch(300);
        HttpServer server = servers.start((request, exchange) -> {
            open.add(exchange.stream(ok()));
            all.countDown();
        });
        List<Wiretap> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                Wiretap client = new Wiretap(server);
                clients.add(client);
                client.get("/");
            }
            assertThat(all.await(10, TimeUnit.SECONDS)).isTrue();
            open.forEach(stream -> stream.write(bytes("event")));
            for (Wiretap client : clients) {
                assertThat(client.readThrough("event")).contains("200 OK");
            }
            assertThat(servers.threads()).hasSize(1);
        } finally {
            for (Wiretap client : clients) {
                client.close();
            }
        }
    }

    @Test
    void anAddressInUse_isReported_andLeavesNothing() throws Exception {
        HttpServer server = servers.start(Servers::echo);

        assertThatThrownBy(() -> servers.start(server.address(), servers.config(), Servers::echo))
                .isInstanceOf(IOException.class);
        assertThat(servers.threads()).hasSize(1);
    }

    private static <T> T taken(BlockingQueue<T> queue) throws InterruptedException {
        T value = queue.poll(10, TimeUnit.SECONDS);
        assertThat(value).as("what was to come within 10 s").isNotNull();
        return value;
    }
}
