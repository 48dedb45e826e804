package dev.pinwheel.etcd.transport.jetty;

import static dev.pinwheel.etcd.transport.jetty.Given.execute;
import static dev.pinwheel.etcd.transport.jetty.Given.get;
import static dev.pinwheel.etcd.transport.jetty.RawServer.answering;
import static dev.pinwheel.etcd.transport.jetty.RawServer.ok;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pinwheel.etcd.spi.Headers;
import dev.pinwheel.etcd.spi.ResponseHead;
import dev.pinwheel.etcd.spi.Transport;
import dev.pinwheel.etcd.spi.TransportException.Kind;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules T3: head, body and demand. */
class BodyTest {
    private final Transport transport = Given.transport();

    @AfterEach
    void close() {
        transport.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 5", "Transfer-Encoding: chunked", "Connection: close"})
    void T3_1_theHeadNeedsNeitherBodyNorDemand(String framing) throws Exception {
        try (RawServer server = RawServer.plain(connection -> {
            connection.readRequest();
            connection.write("HTTP/1.1 200 OK\r\n" + framing + "\r\n\r\n");
            connection.stall();
        })) {
            RecordingListener listener = execute(transport, get(server.uri("/")), RecordingListener.withoutDemand());
            assertThat(listener.awaitHead().status()).isEqualTo(200);
            assertThat(listener.awaitHead().protocol()).isEqualTo("HTTP/1.1");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 102, 103, 104, 150, 199})
    void T3_2_interimResponsesAreSkipped(int status) throws Exception {
        String interim = "HTTP/1.1 " + status + " Wait\r\nLink: x\r\n\r\n";
        try (RawServer server = RawServer.plain(answering(interim + interim + ok("late")))) {
            RecordingListener listener = execute(transport, get(server.uri("/")));
            assertThat(listener.awaitBody()).isEqualTo("late");
            assertThat(listener.story()).isEqualTo("start headers data complete");
            assertThat(listener.awaitHead().headers().first("Link")).isEmpty();
        }
    }

    @Test
    void T3_3_headersKeepOrderAndDuplicates() throws Exception {
        String response = String.join(
                "\r\n",
                "HTTP/1.1 404 Not Found",
                "X-Etcd-Index: 7",
                "A: 1",
                "B: ",
                "a: 2",
                "X-Raft-Term: 3",
                "Content-Length: 0",
                "",
                "");
        try (RawServer server = RawServer.plain(answering(response))) {
            RecordingListener listener = execute(transport, get(server.uri("/")));
            listener.awaitEnd();
            assertThat(listener.awaitHead())
                    .isEqualTo(new ResponseHead(
                            404,
                            "HTTP/1.1",
                            Headers.of(
                                    "X-Etcd-Index",
                                    "7",
                                    "A",
                                    "1",
                                    "B",
                                    "",
                                    "a",
                                    "2",
                                    "X-Raft-Term",
                                    "3",
                                    "Content-Length",
                                    "0")));
            assertThat(listener.awaitHead().headers().first("x-etcd-index")).contains("7");
        }
    }

    @Test
    void T3_4_oneChunkForEachOneAskedFor() throws Exception {
        String body = "x".repeat(1_000_000);
        try (RawServer server = RawServer.plain(answering(ok(body)))) {
            Semaphore arrived = new Semaphore(0);
            RecordingListener listener = RecordingListener.withoutDemand().on(signal -> {
                if (signal.equals("data")) {
                    arrived.release();
                }
            });
            execute(transport, get(server.uri("/")), listener).awaitHead();
            assertThat(listener.chunks()).isZero();
            listener.exchange().request(2);
            Given.await(arrived, 2);
            assertThat(listener.chunks()).isEqualTo(2);
            listener.exchange().request(Long.MAX_VALUE);
            listener.exchange().request(Long.MAX_VALUE);
            assertThat(listener.awaitBody()).isEqualTo(body);
        }
    }

    @Test
    void T3_5_aDemandOfZeroEndsTheExchange() throws Exception {
        try (RawServer server = RawServer.plain(connection -> {
            connection.readRequest();
            connection.stall();
        })) {
            RecordingListener listener = execute(transport, get(server.uri("/")), RecordingListener.withoutDemand());
            listener.exchange().request(0);
            assertThat(listener.awaitFailure().kind()).isEqualTo(Kind.LISTENER);
            assertThat(listener.awaitFailure()).hasCauseInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void T3_7_gzipIsNotDecoded() throws Exception {
        String response = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\n\u001f\u008b\b\u0000";
        try (RawServer server = RawServer.plain(answering(response))) {
            RecordingListener listener = execute(transport, get(server.uri("/")));
            assertThat(listener.awaitBody()).isEqualTo("\u001f\u008b\b\u0000");
            assertThat(listener.awaitHead().headers().first("Content-Encoding")).contains("gzip");
        }
    }

    @Test
    void T3_7_chunksAreJoined_andExtensionsAndTrailersDropped() throws Exception {
        String response = String.join(
                "\r\n",
                "HTTP/1.1 200 OK",
                "Transfer-Encoding: chunked",
                "",
                "3;ext=1",
                "abc",
                "1",
                "\u00ff",
                "2",
                "de",
                "0",
                "Trailer: x",
                "",
                "");
        try (RawServer server = RawServer.plain(answering(response))) {
            assertThat(execute(transport, get(server.uri("/"))).awaitBody()).isEqualTo("abc\u00ffde");
            assertThat(execute(transport, get(server.uri("/"))).awaitBody()).isEqualTo("abc\u00ffde");
            assertThat(server.accepted().availablePermits()).isOne();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 1000000000", "Transfer-Encoding: chunked", "Connection: close"})
    void T3_8_withoutDemandReadingStops(String framing) throws Exception {
        AtomicLong written = new AtomicLong();
        byte[] data = ("2000\r\n" + "x".repeat(8192) + "\r\n").getBytes(US_ASCII);
        try (RawServer server = RawServer.plain(connection -> {
            connection.readRequest();
            connection.write("HTTP/1.1 200 OK\r\n" + framing + "\r\n\r\n");
            while (true) {
                connection.write(data);
                written.addAndGet(data.length);
            }
        })) {
            RecordingListener listener = execute(transport, get(server.uri("/")), RecordingListener.withoutDemand());
            listener.awaitHead();
            AtomicLong last = new AtomicLong(-1);
            await().pollInterval(Duration.ofMillis(300)).until(() -> last.getAndSet(written.get()) == written.get());
            assertThat(written.get()).as("kernel buffers and no more").isLessThan(32 * 1024 * 1024);
            listener.exchange().request(1);
            await().until(() -> listener.chunks() == 1);
            assertThat(listener.isEnded()).isFalse();
        }
    }

    @Test
    void T3_9_arrivedBytesAreDeliveredAtOnce() throws Exception {
        Semaphore arrived = new Semaphore(0);
        try (RawServer server = RawServer.plain(connection -> {
            connection.readRequest();
            connection.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            for (int i = 0; i < 3; i++) {
                connection.write("1\r\n" + i + "\r\n");
                arrived.acquireUninterruptibly();
            }
            connection.write("0\r\n\r\n");
            connection.stall();
        })) {
            RecordingListener listener = RecordingListener.unlimited().on(signal -> {
                if (signal.equals("data")) {
                    arrived.release();
                }
            });
            assertThat(execute(transport, get(server.uri("/")), listener).awaitBody())
                    .isEqualTo("012");
            assertThat(listener.chunks()).isEqualTo(3);
        }
    }

    @Test
    void T3_10_theEndNeedsNoFurtherDemand() throws Exception {
        try (RawServer server = RawServer.plain(answering(ok("abc")))) {
            RecordingListener listener = execute(transport, get(server.uri("/")), RecordingListener.withoutDemand());
            listener.exchange().request(1);
            assertThat(listener.awaitBody()).isEqualTo("abc");
        }
        try (RawServer server = RawServer.plain(answering(ok("")))) {
            execute(transport, get(server.uri("/")), RecordingListener.withoutDemand())
                    .awaitBody();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"HTTP/1.1 204 No Content\r\n\r\n", "HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n"})
    void T3_11_statusesWithoutBodyAreComplete(String response) throws Exception {
        try (RawServer server = RawServer.plain(answering(response))) {
            assertThat(execute(transport, get(server.uri("/"))).awaitBody()).isEmpty();
        }
    }

    @Test
    void T3_11_endOfStreamEndsACloseDelimitedBody() throws Exception {
        try (RawServer server = RawServer.plain(connection -> {
            connection.readRequest();
            connection.write("HTTP/1.1 200 OK\r\n\r\nall of it");
        })) {
            assertThat(execute(transport, get(server.uri("/"))).awaitBody()).isEqualTo("all of it");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 10\r\n\r\nabc",
                "Content-Length: 10\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n",
                "Transfer-Encoding: chunked\r\n\r\n9\r\nabc",
            })
    void T3_11_aTruncatedBodyIsConnectionLost(String rest) throws Exception {
        for (boolean reset : new boolean[] {false, true}) {
            Semaphore headSeen = new Semaphore(0);
            try (RawServer server = RawServer.plain(connection -> {
                connection.readRequest();
                connection.write("HTTP/1.1 200 OK\r\n" + rest);
                headSeen.acquireUninterruptibly();
                if (reset) {
                    connection.reset();
                }
            })) {
                RecordingListener listener = RecordingListener.unlimited().on(signal -> {
                    if (signal.equals("headers")) {
                        headSeen.release();
                    }
                });
                execute(transport, get(server.uri("/")), listener);
                assertThat(listener.awaitFailure().kind()).isEqualTo(Kind.CONNECTION_LOST);
                assertThat(listener.awaitFailure().requestNotSent()).isFalse();
                assertThat(listener.awaitFailure()).hasCauseInstanceOf(Exception.class);
                assertThat(listener.awaitHead().status()).isEqualTo(200);
            }
        }
    }

    @Test
    void T3_12_aTruncatedBodyIsSignalledWithoutDemand() throws Exception {
        try (RawServer server = RawServer.plain(connection -> {
            connection.readRequest();
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n");
        })) {
            RecordingListener listener = execute(transport, get(server.uri("/")), RecordingListener.withoutDemand());
            assertThat(listener.awaitFailure().kind()).isEqualTo(Kind.CONNECTION_LOST);
        }
    }
}
