package dev.pinwheel.etcd.tck.chapter;

import static dev.pinwheel.etcd.tck.bench.Requests.get;
import static dev.pinwheel.etcd.tck.server.Scripts.answering;
import static dev.pinwheel.etcd.tck.server.Scripts.answeringAndStalling;
import static dev.pinwheel.etcd.tck.server.Scripts.ok;
import static dev.pinwheel.etcd.tck.server.Scripts.silent;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pinwheel.etcd.spi.Transport;
import dev.pinwheel.etcd.spi.TransportException.Kind;
import dev.pinwheel.etcd.tck.bench.Bench;
import dev.pinwheel.etcd.tck.bench.RecordingListener;
import dev.pinwheel.etcd.tck.bench.Signal;
import dev.pinwheel.etcd.tck.rule.Certifies;
import dev.pinwheel.etcd.tck.rule.Rule;
import dev.pinwheel.etcd.tck.server.RawServer;
import dev.pinwheel.etcd.tck.server.Script;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** T2: the signals of an exchange, and what a listener may do inside them. */
public abstract class SignalsChapter {
    private static final Script HALF_AN_ANSWER =
            answeringAndStalling("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");

    @Test
    @Certifies(Rule.T2_1)
    void T2_1_onStartComesFirst_onTheCallingThread_beforeExecuteReturns(Bench bench) throws Exception {
        RawServer server = bench.plain(answering(ok("x")));
        RecordingListener listener = bench.unlimited();
        bench.transport().execute(get(server.uri("/")), listener);
        assertEquals(1, listener.signals().stream().filter(Signal.START::equals).count(), "onStart in execute");
        assertSame(Thread.currentThread(), listener.threads().get(0), "the thread of onStart");
        listener.awaitBody();
        assertEquals(Signal.START, listener.signals().get(0));
        assertEquals(1, listener.signals().stream().filter(Signal.START::equals).count(), "onStart in all");
    }

    @Test
    @Certifies(Rule.T2_1)
    void T2_1_noOtherSignalComesBeforeOnStartHasReturned(Bench bench) throws Exception {
        RawServer server = bench.plain(answering(ok("x")));
        RecordingListener listener = bench.unlimited();
        listener.on(Signal.START, () -> {
            long until = System.nanoTime() + Duration.ofMillis(200).toNanos();
            while (System.nanoTime() < until) {
                Thread.onSpinWait();
            }
            assertEquals(List.of(Signal.START), listener.signals());
        });
        assertEquals(
                "x",
                bench.execute(bench.transport(), get(server.uri("/")), listener).awaitBody());
    }

    @Test
    @Certifies(Rule.T2_2)
    @SuppressWarnings("NullAway") // Null is what is tried.
    void T2_2_executeThrowsForNull_andSignalsNothing(Bench bench) {
        Transport transport = bench.transport();
        RecordingListener listener = bench.unlimited();
        assertThrows(NullPointerException.class, () -> transport.execute(null, listener));
        assertThrows(NullPointerException.class, () -> transport.execute(get(URI.create("http://127.0.0.1:1/")), null));
        assertEquals(List.of(), listener.signals());
    }

    @Test
    @Certifies(Rule.T2_2)
    void T2_2_executeDoesNotWaitForTheServer_norForAConnection(Bench bench) throws Exception {
        RawServer server = bench.plain(silent());
        Transport narrow = bench.transport(options -> options.maxConnectionsPerEndpoint(1));
        List<RecordingListener> listeners = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            listeners.add(bench.execute(narrow, get(server.uri("/"))));
        }
        bench.patience().until(() -> !server.requests().isEmpty(), "the server sees a request");
        assertTrue(listeners.stream().noneMatch(RecordingListener::isEnded), "exchanges in flight and waiting");
    }

    @Test
    @Certifies({Rule.T2_3, Rule.T2_4})
    void T2_3_signalsFollowTheGrammar(Bench bench) throws Exception {
        RawServer server = bench.plain(answering(ok("x")));
        RecordingListener listener = bench.execute(bench.transport(), get(server.uri("/")));
        listener.awaitEnd();
        bench.patience().pause(Duration.ofMillis(100));
        assertEquals(List.of(Signal.START, Signal.HEADERS, Signal.DATA, Signal.COMPLETE), listener.signals());
    }

    @ParameterizedTest
    @EnumSource(names = {"START", "HEADERS", "DATA"})
    @Certifies(Rule.T2_6)
    void T2_6_cancelInsideACallback(Signal signal, Bench bench) throws Exception {
        RawServer server = bench.plain(HALF_AN_ANSWER);
        RecordingListener listener = bench.unlimited();
        listener.on(signal, listener::cancel);
        bench.execute(bench.transport(), get(server.uri("/")), listener);
        assertEquals(Kind.CANCELLED, listener.awaitFailure().kind());
    }

    @ParameterizedTest
    @EnumSource(names = {"START", "HEADERS", "DATA", "COMPLETE"})
    @Certifies(Rule.T2_6)
    void T2_6_executeInsideACallback(Signal signal, Bench bench) throws Exception {
        RawServer server = bench.plain(answering(ok("x")));
        Transport transport = bench.transport();
        RecordingListener inner = bench.unlimited();
        RecordingListener outer =
                bench.unlimited().on(signal, () -> transport.execute(get(server.uri("/inner")), inner));
        assertEquals(
                "x", bench.execute(transport, get(server.uri("/outer")), outer).awaitBody());
        assertEquals("x", inner.awaitBody());
    }

    @ParameterizedTest
    @EnumSource(names = {"START", "HEADERS", "DATA"})
    @Certifies(Rule.T2_6)
    void T2_6_closeInsideACallback(Signal signal, Bench bench) throws Exception {
        RawServer server = bench.plain(HALF_AN_ANSWER);
        Transport transport = bench.transport();
        RecordingListener listener = bench.unlimited().on(signal, transport::close);
        bench.execute(transport, get(server.uri("/")), listener);
        assertEquals(Kind.CLOSED, listener.awaitFailure().kind());
    }

    @Test
    @Certifies(Rule.T2_6)
    void T2_6_requestInsideOnData_doesNotRecurse(Bench bench) throws Exception {
        String body = "x".repeat(3_000_000);
        RawServer server = bench.plain(answering(ok(body)));
        RecordingListener listener = bench.withoutDemand();
        listener.on(Signal.HEADERS, () -> listener.request(1)).on(Signal.DATA, () -> listener.request(1));
        assertEquals(
                body.length(),
                bench.execute(bench.transport(), get(server.uri("/")), listener)
                        .awaitBody()
                        .length());
    }

    @ParameterizedTest
    @EnumSource(names = {"START", "HEADERS", "DATA"})
    @Certifies(Rule.T2_7)
    void T2_7_aListenerThatThrows_endsItsExchange_withItsOwnError(Signal signal, Bench bench) throws Exception {
        RawServer server = bench.plain(answering(ok("x")));
        Transport transport = bench.transport();
        AssertionError thrown = new AssertionError("from " + signal);
        RecordingListener listener = bench.unlimited().on(signal, () -> {
            throw thrown;
        });
        bench.execute(transport, get(server.uri("/")), listener);
        assertEquals(Kind.LISTENER, listener.awaitFailure().kind());
        assertSame(thrown, listener.awaitFailure().getCause(), "the cause");
        assertEquals("x", bench.execute(transport, get(server.uri("/"))).awaitBody());
    }

    @ParameterizedTest
    @EnumSource(names = {"COMPLETE", "FAILURE"})
    @Certifies(Rule.T2_7)
    void T2_7_aThrowFromATerminalSignalIsDropped(Signal signal, Bench bench) throws Exception {
        RawServer server = bench.plain(signal == Signal.COMPLETE ? answering(ok("x")) : HALF_AN_ANSWER);
        Transport transport = bench.transport();
        RecordingListener sibling =
                bench.execute(transport, get(bench.plain(silent()).uri("/")));
        RecordingListener listener = bench.unlimited().on(signal, () -> {
            throw new IllegalStateException("from " + signal);
        });
        bench.execute(transport, get(server.uri("/")), listener);
        if (signal == Signal.FAILURE) {
            listener.awaitHead();
            listener.cancel();
        }
        listener.awaitEnd();
        bench.patience().pause(Duration.ofMillis(100));
        assertEquals(signal, listener.signals().get(listener.signals().size() - 1));
        assertTrue(!sibling.isEnded(), "another exchange lives on");
        RawServer next = bench.plain(answering(ok("x")));
        assertEquals("x", bench.execute(transport, get(next.uri("/"))).awaitBody());
    }

    @Test
    @Certifies(Rule.T2_9)
    void T2_9_afterTheEndTheListenerIsLetGo(Bench bench) throws Exception {
        RawServer server = bench.plain(answering(ok("x")));
        Transport transport = bench.transport();
        List<WeakReference<RecordingListener>> gone = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            RecordingListener listener = RecordingListener.unlimited();
            transport.execute(get(server.uri("/")), listener);
            listener.awaitBody();
            gone.add(new WeakReference<>(listener));
        }
        bench.patience()
                .until(
                        () -> {
                            System.gc();
                            return gone.stream().allMatch(reference -> reference.get() == null);
                        },
                        "all listeners of ended exchanges are collected");
    }
}
