package dev.pinwheel.etcd.tck.chapter;

import static dev.pinwheel.etcd.tck.bench.Requests.get;
import static dev.pinwheel.etcd.tck.server.Scripts.answering;
import static dev.pinwheel.etcd.tck.server.Scripts.answeringOnce;
import static dev.pinwheel.etcd.tck.server.Scripts.ok;
import static dev.pinwheel.etcd.tck.server.Scripts.silent;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pinwheel.etcd.spi.TransportException.Kind;
import dev.pinwheel.etcd.tck.bench.Bench;
import dev.pinwheel.etcd.tck.bench.RecordingListener;
import dev.pinwheel.etcd.tck.bench.Signal;
import dev.pinwheel.etcd.tck.rule.Certifies;
import dev.pinwheel.etcd.tck.rule.Rule;
import dev.pinwheel.etcd.tck.server.RawServer;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** T3.4, T3.5, T3.8 to T3.10 and T3.12: what happens with demand, and what without. */
public abstract class DemandChapter {
    private static final long KERNEL = 8 * 1024 * 1024; // What send and receive buffers of a loopback can hold at most.
    private static final Duration QUIET = Duration.ofMillis(300);

    @Test
    @Certifies(Rule.T3_4)
    void T3_4_demandAddsUp_andIsNeverExceeded(Bench bench) throws Exception {
        String body = "x".repeat(1_000_000);
        RawServer server = bench.plain(answering(ok(body)));
        RecordingListener listener = bench.withoutDemand();
        bench.execute(bench.transport(), get(server.uri("/")), listener).awaitHead();
        bench.patience().pause(QUIET);
        assertEquals(0, listener.chunks().size(), "chunks without demand");
        listener.request(2);
        listener.request(3);
        bench.patience().until(() -> listener.chunks().size() >= 5, "five chunks come for request(2) and request(3)");
        bench.patience().pause(QUIET);
        assertEquals(5, listener.chunks().size(), "chunks for request(2) and request(3)");
        listener.request(Long.MAX_VALUE);
        assertEquals(body, listener.awaitBody());
    }

    /** Inside a signal no chunk can come between the two, so the second has the first to add to. */
    @ParameterizedTest
    @EnumSource(names = {"START", "HEADERS"})
    @Certifies(Rule.T3_4)
    void T3_4_demandAddsUp_insideASignal(Signal signal, Bench bench) throws Exception {
        RawServer server = bench.plain(answering(ok("x".repeat(1_000_000))));
        RecordingListener listener = bench.withoutDemand();
        listener.on(signal, () -> {
            listener.request(3);
            listener.request(1);
        });
        bench.execute(bench.transport(), get(server.uri("/")), listener);
        bench.patience().until(() -> listener.chunks().size() == 4, "four chunks come for request(3) and request(1)");
        listener.cancel();
        listener.awaitEnd();
    }

    @Test
    @Certifies(Rule.T3_4)
    void T3_4_demandSaturates(Bench bench) throws Exception {
        String body = "x".repeat(500_000);
        RawServer server = bench.plain(answering(ok(body)));
        RecordingListener listener = bench.withoutDemand();
        listener.on(Signal.HEADERS, () -> {
            listener.request(1);
            listener.request(Long.MAX_VALUE);
            listener.request(Long.MAX_VALUE - 1);
        });
        assertEquals(
                body,
                bench.execute(bench.transport(), get(server.uri("/")), listener).awaitBody());
    }

    @Test
    @Certifies(Rule.T3_4)
    void T3_4_demandCountsFromOnStartOn(Bench bench) throws Exception {
        RawServer server = bench.plain(answering(ok("x".repeat(500_000))));
        RecordingListener listener = RecordingListener.demanding(3, bench.patience());
        bench.execute(bench.transport(), get(server.uri("/")), listener);
        bench.patience().until(() -> listener.chunks().size() >= 3, "the chunks asked for in onStart come");
        listener.request(Long.MAX_VALUE);
        assertEquals(500_000, listener.awaitBody().length());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    @Certifies(Rule.T3_5)
    void T3_5_aDemandOfNothingEndsTheExchange(long chunks, Bench bench) throws Exception {
        RawServer server = bench.plain(silent());
        RecordingListener listener = bench.execute(bench.transport(), get(server.uri("/")), bench.withoutDemand());
        listener.request(chunks);
        assertEquals(Kind.LISTENER, listener.awaitFailure().kind());
        assertInstanceOf(IllegalArgumentException.class, listener.awaitFailure().getCause());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 1000000000", "Transfer-Encoding: chunked", "Connection: close"})
    @Certifies(Rule.T3_8)
    void T3_8_withoutDemandReadingStops(String framing, Bench bench) throws Exception {
        AtomicLong written = new AtomicLong();
        byte[] data = ("2000\r\n" + "x".repeat(8192) + "\r\n").getBytes(US_ASCII);
        RawServer server = bench.plain(connection -> {
            connection.narrow();
            connection.readRequest();
            connection.write("HTTP/1.1 200 OK\r\n" + framing + "\r\n\r\n");
            while (written.get() < 4 * KERNEL) {
                connection.write(data);
                written.addAndGet(data.length);
            }
            connection.stall();
        });
        RecordingListener listener = bench.execute(bench.transport(), get(server.uri("/")), bench.withoutDemand());
        listener.awaitHead();
        for (long last = -1; last != written.get(); bench.patience().pause(QUIET)) {
            last = written.get();
        }
        assertTrue(written.get() < KERNEL, () -> written.get() + " bytes were taken without demand");
        listener.request(1);
        bench.patience().until(() -> listener.chunks().size() == 1, "the chunk asked for comes");
        listener.cancel();
        listener.awaitEnd();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Transfer-Encoding: chunked", "Connection: close", "Content-Length: 40"})
    @Certifies(Rule.T3_9)
    void T3_9_arrivedBytesAreDeliveredAtOnce(String framing, Bench bench) throws Exception {
        Semaphore delivered = new Semaphore(0);
        String piece = framing.contains("chunked") ? "1\r\nx\r\n" : "x";
        RawServer server = bench.plain(connection -> {
            connection.readRequest();
            connection.write("HTTP/1.1 200 OK\r\n" + framing + "\r\n\r\n");
            for (int i = 0; i < 3; i++) {
                connection.write(piece);
                delivered.acquire();
            }
            connection.stall();
        });
        RecordingListener listener = bench.unlimited().on(Signal.DATA, delivered::release);
        bench.execute(bench.transport(), get(server.uri("/")), listener);
        bench.patience().until(() -> listener.body().equals("xxx"), "each byte is delivered before the next is sent");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 3\r\n\r\nabc",
                "Content-Length: 0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
            })
    @Certifies(Rule.T3_10)
    void T3_10_theEndNeedsNoFurtherDemand(String rest, Bench bench) throws Exception {
        RawServer server = bench.plain(answering("HTTP/1.1 200 OK\r\n" + rest));
        RecordingListener listener = bench.execute(bench.transport(), get(server.uri("/")), bench.withoutDemand());
        if (rest.endsWith("abc")) {
            listener.request(1);
        }
        listener.awaitBody();
    }

    @Test
    @Certifies(Rule.T3_10)
    void T3_10_aLateEndNeedsNoFurtherDemand(Bench bench) throws Exception {
        Semaphore delivered = new Semaphore(0);
        RawServer server = bench.plain(connection -> {
            connection.readRequest();
            connection.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
            delivered.acquire();
            connection.write("0\r\n\r\n");
            connection.stall();
        });
        RecordingListener listener =
                RecordingListener.demanding(1, bench.patience()).on(Signal.DATA, delivered::release);
        assertEquals(
                "abc",
                bench.execute(bench.transport(), get(server.uri("/")), listener).awaitBody());
    }

    @Test
    @Certifies(Rule.T3_12)
    void T3_12_aFailureIsSignalledWithoutDemand(Bench bench) throws Exception {
        RawServer server = bench.plain(answeringOnce("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n"));
        RecordingListener listener = bench.execute(bench.transport(), get(server.uri("/")), bench.withoutDemand());
        listener.awaitEnd();
    }
}
