package dev.pinwheel.etcd.tck.chapter;

import static dev.pinwheel.etcd.tck.bench.Requests.get;
import static dev.pinwheel.etcd.tck.server.Scripts.answering;
import static dev.pinwheel.etcd.tck.server.Scripts.answeringAndStalling;
import static dev.pinwheel.etcd.tck.server.Scripts.ok;
import static dev.pinwheel.etcd.tck.server.Scripts.silent;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pinwheel.etcd.spi.Transport;
import dev.pinwheel.etcd.spi.TransportException.Kind;
import dev.pinwheel.etcd.tck.bench.Bench;
import dev.pinwheel.etcd.tck.bench.RecordingListener;
import dev.pinwheel.etcd.tck.bench.Signal;
import dev.pinwheel.etcd.tck.rule.Certifies;
import dev.pinwheel.etcd.tck.rule.Rule;
import dev.pinwheel.etcd.tck.server.RawServer;
import dev.pinwheel.etcd.tck.server.ServerConnection;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** T4.6: the end of a transport. */
public abstract class CloseChapter {
    private static final Duration THREADS_END = Duration.ofSeconds(8); // Five, and some for a busy machine.
    private static final int MOMENTS = 20;

    @Test
    @Certifies(Rule.T4_6)
    void T4_6_closeEndsEveryExchange_inWhateverPhase(Bench bench) throws Exception {
        RawServer silent = bench.plain(silent());
        RawServer half = bench.plain(answeringAndStalling("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc"));
        Transport transport = bench.transport(options -> options.maxConnectionsPerEndpoint(1));
        RecordingListener beforeTheHead = bench.execute(transport, get(silent.uri("/")));
        bench.patience().until(() -> !silent.requests().isEmpty(), "the server sees the request");
        RecordingListener waiting = bench.execute(transport, get(silent.uri("/")));
        RecordingListener stalled = bench.execute(transport, get(half.uri("/")), bench.withoutDemand());
        stalled.awaitHead();
        transport.close();
        for (RecordingListener listener : List.of(beforeTheHead, waiting, stalled)) {
            assertTrue(listener.endsWithin(bench.patience().soon()), "no terminal signal soon after close");
            assertEquals(Kind.CLOSED, listener.awaitFailure().kind());
        }
        bench.patience().awaitSoon(silent.ended(), "the server sees the end after close");
        bench.patience().awaitSoon(half.ended(), "the server sees the end after close");
    }

    @Test
    @Certifies(Rule.T4_6)
    void T4_6_closeClosesIdleConnections(Bench bench) throws Exception {
        RawServer server = bench.plain(answering(ok("x")));
        RawServer encrypted = bench.tls(bench.certificates().server(), answering(ok("x")));
        Transport transport =
                bench.transport(options -> options.tls(bench.certificates().client()));
        bench.execute(transport, get(server.uri("/"))).awaitBody();
        bench.execute(transport, get(encrypted.uri("/"))).awaitBody();
        transport.close();
        bench.patience().awaitSoon(server.ended(), "an idle connection ends with its transport");
        bench.patience().awaitSoon(encrypted.ended(), "an idle TLS connection ends with its transport");
    }

    @Test
    @Certifies(Rule.T4_6)
    void T4_6_closeEndsTheThreads(Bench bench) throws Exception {
        Set<Thread> made = ConcurrentHashMap.newKeySet();
        RawServer server = bench.plain(answering(ok("x")));
        Transport transport = bench.transport(options -> options.threads(task -> {
            Thread thread = new Thread(task, "tck-made");
            thread.setDaemon(true);
            made.add(thread);
            return thread;
        }));
        RecordingListener open =
                bench.execute(transport, get(bench.plain(silent()).uri("/")));
        bench.execute(transport, get(server.uri("/"))).awaitBody();
        transport.close();
        open.awaitEnd();
        bench.patience()
                .until(
                        () -> made.stream().noneMatch(Thread::isAlive),
                        bench.patience().of(THREADS_END),
                        "the threads have ended: " + made);
    }

    @Test
    @Certifies(Rule.T4_6)
    void T4_6_closeIsIdempotent_andALaterExchangeIsToldSo(Bench bench) throws Exception {
        RawServer server = bench.plain(answering(ok("x")));
        Transport transport = bench.transport();
        bench.execute(transport, get(server.uri("/"))).awaitBody();
        transport.close();
        transport.close();
        RecordingListener late = bench.execute(transport, get(server.uri("/late")));
        assertEquals(Kind.CLOSED, late.awaitFailure().kind());
        assertEquals(List.of(Signal.START, Signal.FAILURE), late.signals());
        assertTrue(late.awaitFailure().requestNotSent(), "nothing was sent");
        transport.close();
        assertTrue(!server.hasSeen("/late"), "a request was sent after close");
    }

    @Test
    @Certifies(Rule.T4_6)
    void T4_6_closeInsideOnStart_sendsNothing(Bench bench) throws Exception {
        RawServer server = bench.plain(answering(ok("x")));
        Transport transport = bench.transport();
        RecordingListener listener = bench.unlimited().on(Signal.START, transport::close);
        bench.execute(transport, get(server.uri("/")), listener);
        assertEquals(Kind.CLOSED, listener.awaitFailure().kind());
        bench.patience().pause(Duration.ofMillis(100));
        assertEquals(List.of(), server.requests());
    }

    @Test
    @Certifies(Rule.T4_6)
    void T4_6_closeWhileConnecting_leavesNoSocketOpen(Bench bench) throws Exception {
        for (int moment = 0; moment < MOMENTS; moment++) {
            try (RawServer server = RawServer.plain(ServerConnection::stall)) {
                Transport transport = bench.transport(
                        options -> options.tls(bench.certificates().client()));
                String scheme = moment % 2 == 0 ? "https://" : "http://";
                RecordingListener listener =
                        bench.execute(transport, get(URI.create(scheme + server.authority() + "/")));
                for (int spin = moment * 10_000; spin > 0; spin--) {
                    Thread.onSpinWait();
                }
                transport.close();
                assertTrue(listener.endsWithin(bench.patience().soon()), "no terminal signal soon after close");
                assertEquals(Kind.CLOSED, listener.awaitFailure().kind());
                if (server.accepted().tryAcquire()) {
                    bench.patience().awaitSoon(server.ended(), "a connection being made ends with its transport");
                }
            }
        }
    }
}
