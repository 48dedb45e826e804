package dev.pinwheel.etcd.transport.okhttp;

import static dev.pinwheel.etcd.tck.bench.Requests.get;
import static dev.pinwheel.etcd.tck.bench.Requests.put;
import static dev.pinwheel.etcd.tck.server.Scripts.answering;
import static dev.pinwheel.etcd.tck.server.Scripts.answeringAndStalling;
import static dev.pinwheel.etcd.tck.server.Scripts.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pinwheel.etcd.spi.TransportException;
import dev.pinwheel.etcd.spi.TransportException.Kind;
import dev.pinwheel.etcd.tck.bench.Bench;
import dev.pinwheel.etcd.tck.bench.RecordingListener;
import dev.pinwheel.etcd.tck.server.RawServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers upon which OkHttp would act, or which it takes for proper ones. */
class OneAnswerTest {
    private final Bench bench = Given.bench();

    @AfterEach
    void close() throws InterruptedException {
        bench.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 301, 302, 303, 307, 308, 401, 407, 408, 421, 429, 503})
    void T6_1_T3_3_noStatusIsActedUpon_andItsHeadArrivesWhole(int status) throws Exception {
        RawServer server = bench.plain(answering("HTTP/1.1 " + status + " Any\r\nA: 1\r\nRetry-After: 0\r\n"
                + "Location: /elsewhere\r\nWWW-Authenticate: Basic realm=x\r\nProxy-Authenticate: Basic realm=x\r\n"
                + "a: 2\r\nContent-Length: 2\r\n\r\nhm"));
        RecordingListener listener = bench.execute(bench.transport(), put(server.uri("/"), "value=1"));
        assertThat(listener.awaitBody()).isEqualTo("hm");
        assertThat(listener.awaitHead().status()).isEqualTo(status);
        assertThat(listener.awaitHead().headers().first("Retry-After")).contains("0");
        assertThat(listener.awaitHead().headers().all("A")).containsExactly("1", "2");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void T3_2_severalInterimAnswersAreSkipped() throws Exception {
        RawServer server = bench.plain(answering("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n"
                + "\r\nHTTP/1.1 199 Odd\r\n\r\n" + ok("x")));
        RecordingListener listener = bench.execute(bench.transport(), get(server.uri("/")));
        assertThat(listener.awaitBody()).isEqualTo("x");
        assertThat(listener.awaitHead().headers().first("Link")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 9999999999999999999\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx",
                "HTTP/1.1 200 OK\r\nno colon here\r\n\r\n",
                "HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\nhello",
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n",
                "SSH-2.0-OpenSSH_9.2\r\n\r\n",
            })
    void T5_2_aMalformedHead_isProtocol_andEndsTheConnection(String answer) throws Exception {
        RawServer server = bench.plain(answeringAndStalling(answer));
        TransportException failure = bench.execute(bench.transport(), put(server.uri("/"), "value=1"))
                .awaitFailure();
        assertThat(failure.kind()).as(failure.toString()).isEqualTo(Kind.PROTOCOL);
        assertThat(failure.requestNotSent()).isFalse();
        assertThat(failure.getCause()).isNotNull();
        bench.patience().awaitSoon(server.ended(), "the server sees the end");
    }

    @Test
    void T5_2_aHeadWithoutEnd_isProtocol() throws Exception {
        String line = "X-Filler: " + "x".repeat(1000) + "\r\n";
        RawServer server = bench.plain(connection -> {
            connection.readRequest();
            connection.write("HTTP/1.1 200 OK\r\n");
            while (true) {
                connection.write(line);
            }
        });
        TransportException failure =
                bench.execute(bench.transport(), get(server.uri("/"))).awaitFailure();
        assertThat(failure.kind()).as(failure.toString()).isEqualTo(Kind.PROTOCOL);
    }

    @Test
    void T5_2_aMalformedChunk_isProtocol_aTruncatedOneConnectionLost() throws Exception {
        assertThat(kindAfter("zz\r\nabc\r\n0\r\n\r\n")).isEqualTo(Kind.PROTOCOL);
        assertThat(kindAfter("9\r\nabc")).isEqualTo(Kind.CONNECTION_LOST);
        assertThat(kindAfter("3\r\nabc\r\n")).isEqualTo(Kind.CONNECTION_LOST);
    }

    private Kind kindAfter(String body) throws InterruptedException {
        RawServer server = bench.plain(connection -> {
            connection.readRequest();
            connection.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + body);
        });
        return bench.execute(bench.transport(), get(server.uri("/")))
                .awaitFailure()
                .kind();
    }

    @Test
    void T3_11_a304IsComplete_whateverLengthItTells() throws Exception {
        RawServer server =
                bench.plain(answeringAndStalling("HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\nETag: x\r\n\r\n"));
        RecordingListener listener = bench.execute(bench.transport(), get(server.uri("/")));
        assertThat(listener.awaitBody()).isEmpty();
        assertThat(listener.awaitHead().status()).isEqualTo(304);
    }
}
