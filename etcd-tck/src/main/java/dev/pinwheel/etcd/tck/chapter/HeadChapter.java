package dev.pinwheel.etcd.tck.chapter;

import static dev.pinwheel.etcd.tck.bench.Requests.get;
import static dev.pinwheel.etcd.tck.server.Scripts.answer;
import static dev.pinwheel.etcd.tck.server.Scripts.answering;
import static dev.pinwheel.etcd.tck.server.Scripts.answeringAndStalling;
import static dev.pinwheel.etcd.tck.server.Scripts.ok;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pinwheel.etcd.spi.Headers;
import dev.pinwheel.etcd.spi.ResponseHead;
import dev.pinwheel.etcd.tck.bench.Bench;
import dev.pinwheel.etcd.tck.bench.RecordingListener;
import dev.pinwheel.etcd.tck.bench.Signal;
import dev.pinwheel.etcd.tck.rule.Certifies;
import dev.pinwheel.etcd.tck.rule.Rule;
import dev.pinwheel.etcd.tck.server.RawServer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** T3.1 to T3.3: the head of a response. */
public abstract class HeadChapter {

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 5", "Transfer-Encoding: chunked", "Connection: close"})
    @Certifies(Rule.T3_1)
    void T3_1_theHeadNeedsNeitherBodyNorDemand(String framing, Bench bench) throws Exception {
        RawServer server = bench.plain(answeringAndStalling("HTTP/1.1 200 OK\r\n" + framing + "\r\n\r\n"));
        RecordingListener listener = bench.execute(bench.transport(), get(server.uri("/")), bench.withoutDemand());
        assertEquals(200, listener.awaitHead().status());
        assertEquals("HTTP/1.1", listener.awaitHead().protocol());
        assertTrue(!listener.isEnded(), "the body is still to come");
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 102, 103, 104, 150, 199})
    @Certifies(Rule.T3_2)
    void T3_2_interimResponsesAreNotSignalled(int status, Bench bench) throws Exception {
        String interim = "HTTP/1.1 " + status + " Wait\r\nLink: x\r\n\r\n";
        RawServer server = bench.plain(answering(interim + interim + ok("late")));
        RecordingListener listener = bench.execute(bench.transport(), get(server.uri("/")));
        assertEquals("late", listener.awaitBody());
        assertEquals(200, listener.awaitHead().status());
        assertEquals(
                Optional.empty(), listener.awaitHead().headers().first("Link"), "a header of the interim response");
    }

    @Test
    @Certifies(Rule.T3_2)
    void T3_2_anInterimResponseIsNotTheHead(Bench bench) throws Exception {
        Semaphore mayAnswer = new Semaphore(0);
        RawServer server = bench.plain(connection -> {
            connection.readRequest();
            connection.write("HTTP/1.1 103 Early Hints\r\n\r\n");
            mayAnswer.acquire();
            connection.write(ok("x"));
        });
        RecordingListener listener = bench.execute(bench.transport(), get(server.uri("/")));
        bench.patience().pause(Duration.ofMillis(150));
        assertEquals(List.of(Signal.START), listener.signals());
        mayAnswer.release();
        assertEquals("x", listener.awaitBody());
    }

    @Test
    @Certifies(Rule.T3_3)
    void T3_3_headersKeepOrderAndDuplicates(Bench bench) throws Exception {
        RawServer server = bench.plain(answering(answer(
                "404 Not Found", "X-Etcd-Index: 7", "A: 1", "B: ", "a: 2", "X-Raft-Term: 3", "Content-Length: 0")));
        RecordingListener listener = bench.execute(bench.transport(), get(server.uri("/")));
        listener.awaitBody();
        ResponseHead head = listener.awaitHead();
        assertEquals(404, head.status());
        assertEquals(
                List.of("x-etcd-index 7", "a 1", "b ", "a 2", "x-raft-term 3", "content-length 0"),
                inLowerCase(head.headers()));
        assertEquals(Optional.of("7"), head.headers().first("x-etcd-INDEX"), "lookup in any case");
        assertEquals(List.of("1", "2"), head.headers().all("A"));
    }

    /** Whether the case of names is kept is nobody's business: HTTP/2 has none. */
    private static List<String> inLowerCase(Headers headers) {
        return headers.fields().stream()
                .map(field -> field.name().toLowerCase(Locale.ROOT) + " " + field.value())
                .toList();
    }

    @Test
    @Certifies(Rule.T3_3)
    void T3_3_aLargeHeadArrivesWhole(Bench bench) throws Exception {
        StringBuilder fields = new StringBuilder();
        for (int i = 0; i < 90; i++) {
            fields.append("X-").append(i).append(": ").append("v".repeat(100)).append("\r\n");
        }
        RawServer server = bench.plain(answering("HTTP/1.1 200 OK\r\n" + fields + "Content-Length: 0\r\n\r\n"));
        RecordingListener listener = bench.execute(bench.transport(), get(server.uri("/")));
        listener.awaitBody();
        assertEquals(91, listener.awaitHead().headers().fields().size());
    }
}
