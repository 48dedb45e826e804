package dev.pinwheel.etcd.tck.chapter;

import static dev.pinwheel.etcd.tck.bench.Requests.get;
import static dev.pinwheel.etcd.tck.server.Scripts.answer;
import static dev.pinwheel.etcd.tck.server.Scripts.answering;
import static dev.pinwheel.etcd.tck.server.Scripts.answeringOnce;
import static dev.pinwheel.etcd.tck.server.Scripts.ok;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pinwheel.etcd.spi.TransportException.Kind;
import dev.pinwheel.etcd.tck.bench.Bench;
import dev.pinwheel.etcd.tck.bench.RecordingListener;
import dev.pinwheel.etcd.tck.bench.Signal;
import dev.pinwheel.etcd.tck.rule.Certifies;
import dev.pinwheel.etcd.tck.rule.Rule;
import dev.pinwheel.etcd.tck.server.RawServer;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** T3.6, T3.7 and T3.11: the bytes of a body, and its end. */
public abstract class BodyChapter {

    @Test
    @Certifies(Rule.T3_6)
    void T3_6_chunksAreOfProperSize_andStayAsTheyCame(Bench bench) throws Exception {
        byte[] bytes = new byte[2_000_000];
        new Random(36).nextBytes(bytes);
        String body = new String(bytes, ISO_8859_1);
        RawServer server = bench.plain(answering(ok(body)));
        RecordingListener listener = bench.execute(bench.transport(), get(server.uri("/")));
        listener.awaitEnd();
        for (int i = 0; i < 3; i++) { // More traffic, for buffers that are used again.
            bench.execute(bench.transport(), get(server.uri("/"))).awaitEnd();
        }
        String kept = listener.chunks().stream()
                .map(chunk -> ISO_8859_1.decode(chunk.duplicate()).toString())
                .collect(Collectors.joining());
        assertTrue(kept.equals(listener.body()), "chunks have changed after onData");
    }

    @Test
    @Certifies(Rule.T3_6)
    void T3_6_smallPiecesAreNotEmptyChunks(Bench bench) throws Exception {
        RawServer server = bench.plain(connection -> {
            connection.readRequest();
            connection.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            for (int i = 0; i < 50; i++) {
                connection.write("1");
                connection.write("\r\n");
                connection.write("x");
                connection.write("\r\n");
            }
            connection.write("0\r\n\r\n");
        });
        assertEquals(
                "x".repeat(50),
                bench.execute(bench.transport(), get(server.uri("/"))).awaitBody());
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "br"})
    @Certifies(Rule.T3_7)
    void T3_7_contentIsNotDecoded(String coding, Bench bench) throws Exception {
        RawServer server = bench.plain(answering("HTTP/1.1 200 OK\r\nContent-Encoding: " + coding
                + "\r\nContent-Length: 4\r\n\r\n\u001f\u008b\b\u0000"));
        RecordingListener listener = bench.execute(bench.transport(), get(server.uri("/")));
        assertEquals("\u001f\u008b\b\u0000", listener.awaitBody());
        assertEquals(Optional.of(coding), listener.awaitHead().headers().first("Content-Encoding"));
    }

    @Test
    @Certifies(Rule.T3_7)
    void T3_7_chunksAreJoined_andExtensionsAndTrailersDropped(Bench bench) throws Exception {
        RawServer server = bench.plain(answering(answer("200 OK", "Transfer-Encoding: chunked")
                + "3;name=value\r\nabc\r\n001\r\n\u00ff\r\n2\r\nde\r\n0\r\nX-Trailer: 1\r\n\r\n"));
        RecordingListener listener = bench.execute(bench.transport(), get(server.uri("/")));
        assertEquals("abc\u00ffde", listener.awaitBody());
    }

    @Test
    @Certifies(Rule.T3_7)
    void T3_7_everyByteComesAsItIs(Bench bench) throws Exception {
        byte[] bytes = new byte[300_000];
        new Random(37).nextBytes(bytes);
        String body = new String(bytes, ISO_8859_1);
        RawServer server = bench.plain(answering(ok(body)));
        assertTrue(
                body.equals(
                        bench.execute(bench.transport(), get(server.uri("/"))).awaitBody()),
                "another body");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"HTTP/1.1 204 No Content\r\n\r\n", "HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n"})
    @Certifies(Rule.T3_11)
    void T3_11_statusesWithoutBodyAreComplete(String answer, Bench bench) throws Exception {
        RawServer server = bench.plain(answering(answer));
        assertEquals("", bench.execute(bench.transport(), get(server.uri("/"))).awaitBody());
    }

    @Test
    @Certifies(Rule.T3_11)
    void T3_11_theEndOfTheStreamEndsACloseDelimitedBody(Bench bench) throws Exception {
        RawServer server = bench.plain(answeringOnce("HTTP/1.1 200 OK\r\n\r\nall of it"));
        assertEquals(
                "all of it",
                bench.execute(bench.transport(), get(server.uri("/"))).awaitBody());
    }

    @ParameterizedTest
    @CsvSource({
        "10, abc, false", "10, '', false", "10, abc, true",
        "chunked, '', false", "chunked, '3\r\nabc\r\n', false", "chunked, '9\r\nabc', false",
        "chunked, '3\r\nabc\r\n', true"
    })
    @Certifies(Rule.T3_11)
    void T3_11_aTruncatedBodyIsConnectionLost(String framing, String body, boolean reset, Bench bench)
            throws Exception {
        Semaphore headSeen = new Semaphore(0);
        String field = framing.equals("chunked") ? "Transfer-Encoding: chunked" : "Content-Length: " + framing;
        RawServer server = bench.plain(connection -> {
            connection.readRequest();
            connection.write("HTTP/1.1 200 OK\r\n" + field + "\r\n\r\n" + body);
            headSeen.acquire();
            if (reset) {
                connection.reset();
            }
        });
        RecordingListener listener = bench.unlimited().on(Signal.HEADERS, headSeen::release);
        bench.execute(bench.transport(), get(server.uri("/")), listener);
        assertEquals(Kind.CONNECTION_LOST, listener.awaitFailure().kind());
        assertTrue(!listener.awaitFailure().requestNotSent(), "the request was sent");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Certifies(Rule.T3_11)
    void T3_11_aTruncatedBodyIsConnectionLost_overTls(boolean reset, Bench bench) throws Exception {
        RawServer server = bench.tls(bench.certificates().server(), connection -> {
            connection.readRequest();
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");
            if (reset) {
                connection.reset();
            }
        });
        RecordingListener listener = bench.execute(
                bench.transport(options -> options.tls(bench.certificates().client())), get(server.uri("/")));
        assertEquals(Kind.CONNECTION_LOST, listener.awaitFailure().kind());
    }
}
