package dev.pinwheel.etcd.tck.chapter;

import static dev.pinwheel.etcd.tck.bench.Requests.get;
import static dev.pinwheel.etcd.tck.bench.Requests.put;
import static dev.pinwheel.etcd.tck.server.Http2Peer.END_STREAM;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pinwheel.etcd.spi.Headers;
import dev.pinwheel.etcd.spi.Transport;
import dev.pinwheel.etcd.spi.TransportException;
import dev.pinwheel.etcd.spi.TransportException.Kind;
import dev.pinwheel.etcd.tck.bench.Bench;
import dev.pinwheel.etcd.tck.bench.RecordingListener;
import dev.pinwheel.etcd.tck.rule.Certifies;
import dev.pinwheel.etcd.tck.rule.Rule;
import dev.pinwheel.etcd.tck.server.Http2Peer;
import dev.pinwheel.etcd.tck.server.RawServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Rules T3 to T7 over HTTP/2. */
public abstract class Http2Chapter {
    private static final long WINDOWS = 24 * 1024 * 1024; // More than any client announces as windows.

    private static RawServer server(Bench bench, Http2Peer.FrameScript script) {
        return bench.tls(bench.certificates().server().agreeingTo("h2"), Http2Peer.speaking(script));
    }

    private static Transport transport(Bench bench) {
        return transport(bench, Duration.ofSeconds(60));
    }

    private static Transport transport(Bench bench, Duration idle) {
        return bench.transport(options ->
                options.http2(true).tls(bench.certificates().client()).connectionIdleTimeout(idle));
    }

    private static Http2Peer.FrameScript answering(String first, String second) {
        return peer -> {
            while (true) {
                int stream = peer.awaitRequest();
                peer.head(stream, 0);
                peer.data(stream, 0, first);
                peer.data(stream, END_STREAM, second);
            }
        };
    }

    /** Makes the connection, so that later exchanges share it. */
    private static void warm(Transport transport, RawServer server, Bench bench) throws InterruptedException {
        bench.execute(transport, get(server.uri("/"))).awaitBody();
    }

    @Test
    @Certifies(Rule.T6_6)
    void T6_6_http2IsSpokenWhenAskedForAndAgreedOn(Bench bench) throws Exception {
        RawServer server = server(bench, answering("a", "b"));
        RecordingListener listener = bench.execute(transport(bench), get(server.uri("/")));
        assertEquals("ab", listener.awaitBody());
        assertTrue(listener.awaitHead().protocol().startsWith("HTTP/2"), () -> "protocol " + listener.signals());
    }

    @Test
    @Certifies(Rule.T3_3)
    void T3_3_pseudoHeadersAreRemoved(Bench bench) throws Exception {
        RawServer server = server(bench, answering("a", "b"));
        RecordingListener listener = bench.execute(transport(bench), get(server.uri("/")));
        listener.awaitBody();
        assertEquals(200, listener.awaitHead().status());
        assertEquals(Headers.none(), listener.awaitHead().headers());
    }

    @Test
    @Certifies(Rule.T3_2)
    void T3_2_interimResponsesAreNotSignalled(Bench bench) throws Exception {
        RawServer server = server(bench, peer -> {
            int stream = peer.awaitRequest();
            peer.interim(stream);
            peer.head(stream, 0);
            peer.data(stream, END_STREAM, "late");
            peer.stall();
        });
        RecordingListener listener = bench.execute(transport(bench), get(server.uri("/")));
        assertEquals("late", listener.awaitBody());
        assertEquals(200, listener.awaitHead().status());
    }

    @Test
    @Certifies(Rule.T3_8)
    void T3_8_withoutDemandTheWindowIsNotOpened(Bench bench) throws Exception {
        AtomicLong sent = new AtomicLong();
        RawServer server = server(bench, peer -> {
            int stream = peer.awaitRequest();
            peer.head(stream, 0);
            peer.flood(stream, 2 * WINDOWS, sent::addAndGet);
            peer.stall();
        });
        RecordingListener listener = bench.execute(transport(bench), get(server.uri("/")), bench.withoutDemand());
        listener.awaitHead();
        for (long last = -1; last != sent.get(); bench.patience().pause(Duration.ofMillis(300))) {
            last = sent.get();
        }
        assertTrue(sent.get() < WINDOWS, () -> sent + " bytes were taken without demand");
        listener.request(1);
        bench.patience().until(() -> listener.chunks().size() == 1, "the chunk asked for comes");
        listener.cancel();
        listener.awaitEnd();
    }

    @Test
    @Certifies(Rule.T6_4)
    void T6_4_exchangesShareAConnection_alsoAtOnce(Bench bench) throws Exception {
        Semaphore mayAnswer = new Semaphore(0);
        RawServer server = server(bench, peer -> {
            int first = peer.awaitRequest();
            peer.head(first, END_STREAM);
            List<Integer> streams = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                streams.add(peer.awaitRequest());
            }
            mayAnswer.acquire();
            for (int stream : streams) {
                peer.head(stream, 0);
                peer.data(stream, END_STREAM, "x");
            }
            peer.stall();
        });
        Transport transport = transport(bench);
        warm(transport, server, bench);
        List<RecordingListener> together = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            together.add(bench.execute(transport, get(server.uri("/"))));
        }
        mayAnswer.release();
        for (RecordingListener listener : together) {
            assertEquals("x", listener.awaitBody());
        }
        assertEquals(1, server.accepted().availablePermits(), "connections");
    }

    @Test
    @Certifies({Rule.T4_3, Rule.T4_4})
    void T4_3_T4_4_cancelResetsTheStream_andItsSiblingLivesOn(Bench bench) throws Exception {
        Semaphore sent = new Semaphore(0);
        Semaphore reset = new Semaphore(0);
        RawServer server = server(bench, peer -> {
            peer.head(peer.awaitRequest(), END_STREAM);
            int sibling = peer.awaitRequest();
            int victim = peer.awaitRequest();
            peer.head(victim, 0);
            sent.release();
            Http2Peer.Frame end = peer.await(Http2Peer.RST_STREAM);
            if (end.stream() == victim) {
                reset.release();
            }
            peer.head(sibling, 0);
            peer.data(sibling, END_STREAM, "alive");
            peer.stall();
        });
        Transport transport = transport(bench);
        warm(transport, server, bench);
        RecordingListener first = bench.execute(transport, get(server.uri("/first")));
        RecordingListener second = bench.execute(transport, get(server.uri("/second")));
        bench.patience().await(sent, "both requests are there");
        // Which stream is whose is not decoded: the one that has its head is the victim.
        RecordingListener victim = headed(first, second, bench);
        RecordingListener sibling = victim == first ? second : first;
        victim.cancel();
        assertTrue(victim.endsWithin(bench.patience().soon()), "no terminal signal soon after cancel");
        assertEquals(Kind.CANCELLED, victim.awaitFailure().kind());
        bench.patience().awaitSoon(reset, "the server sees RST_STREAM");
        assertEquals("alive", sibling.awaitBody());
    }

    private static RecordingListener headed(RecordingListener one, RecordingListener other, Bench bench)
            throws InterruptedException {
        bench.patience().until(() -> one.signals().size() > 1 || other.signals().size() > 1, "one has its head");
        return one.signals().size() > 1 ? one : other;
    }

    private static TransportException failureAfter(Bench bench, Http2Peer.FrameScript script) throws Exception {
        RawServer server = server(bench, script);
        return bench.execute(transport(bench), put(server.uri("/"), "value=1")).awaitFailure();
    }

    private static void assertKind(Kind kind, TransportException failure) {
        assertEquals(kind, failure.kind(), failure::toString);
        assertEquals(kind == Kind.UNPROCESSED, failure.requestNotSent(), "requestNotSent");
    }

    @Test
    @Certifies(Rule.T5_2)
    void T5_2_aRefusedStream_isUnprocessed(Bench bench) throws Exception {
        assertKind(Kind.UNPROCESSED, failureAfter(bench, peer -> {
            peer.reset(peer.awaitRequest(), Http2Peer.REFUSED_STREAM);
            peer.stall();
        }));
    }

    @Test
    @Certifies(Rule.T5_2)
    void T5_2_aGoAwayBelowOurStream_isUnprocessed(Bench bench) throws Exception {
        assertKind(Kind.UNPROCESSED, failureAfter(bench, peer -> {
            peer.awaitRequest();
            peer.goAway(0);
            peer.stall();
        }));
    }

    @Test
    @Certifies(Rule.T5_2)
    void T5_2_anotherReset_isConnectionLost(Bench bench) throws Exception {
        assertKind(Kind.CONNECTION_LOST, failureAfter(bench, peer -> {
            peer.reset(peer.awaitRequest(), Http2Peer.INTERNAL_ERROR);
            peer.stall();
        }));
    }

    @Test
    @Certifies(Rule.T3_11)
    void T3_11_aLostConnectionMidBody_isConnectionLost(Bench bench) throws Exception {
        assertKind(Kind.CONNECTION_LOST, failureAfter(bench, peer -> {
            int stream = peer.awaitRequest();
            peer.head(stream, 0);
            peer.data(stream, 0, "half");
        }));
    }

    @Test
    @Certifies(Rule.T6_5)
    void T6_5_anExchangeOutlivesTheIdleTimeout(Bench bench) throws Exception {
        Semaphore mayAnswer = new Semaphore(0);
        RawServer server = server(bench, peer -> {
            int stream = peer.awaitRequest();
            peer.head(stream, 0);
            mayAnswer.acquire();
            peer.data(stream, END_STREAM, "late");
            peer.stall();
        });
        RecordingListener listener = bench.execute(transport(bench, Duration.ofMillis(150)), get(server.uri("/")));
        listener.awaitHead();
        assertTrue(!listener.endsWithin(Duration.ofSeconds(1)), "the exchange was cut");
        mayAnswer.release();
        assertEquals("late", listener.awaitBody());
    }

    @Test
    @Certifies(Rule.T7_4)
    void T7_4_anIdleConnectionCloses(Bench bench) throws Exception {
        RawServer server = server(bench, answering("a", "b"));
        warm(transport(bench, Duration.ofMillis(150)), server, bench);
        bench.patience().await(server.ended(), "the idle connection is closed");
    }

    @Test
    @Certifies(Rule.T4_6)
    void T4_6_closeEndsStreamsAndConnection(Bench bench) throws Exception {
        Semaphore arrived = new Semaphore(0);
        RawServer server = server(bench, peer -> {
            peer.awaitRequest();
            arrived.release();
            peer.stall();
        });
        Transport transport = transport(bench);
        RecordingListener listener = bench.execute(transport, get(server.uri("/")));
        bench.patience().await(arrived, "the request is there");
        transport.close();
        assertEquals(Kind.CLOSED, listener.awaitFailure().kind());
        bench.patience().awaitSoon(server.ended(), "the connection ends");
    }
}
