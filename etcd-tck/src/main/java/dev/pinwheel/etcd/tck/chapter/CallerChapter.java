package dev.pinwheel.etcd.tck.chapter;

import static dev.pinwheel.etcd.tck.bench.Requests.get;
import static dev.pinwheel.etcd.tck.server.Scripts.answering;
import static dev.pinwheel.etcd.tck.server.Scripts.answeringAndStalling;
import static dev.pinwheel.etcd.tck.server.Scripts.ok;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pinwheel.etcd.spi.Transport;
import dev.pinwheel.etcd.tck.bench.Bench;
import dev.pinwheel.etcd.tck.bench.RecordingListener;
import dev.pinwheel.etcd.tck.rule.Certifies;
import dev.pinwheel.etcd.tck.rule.Rule;
import dev.pinwheel.etcd.tck.server.RawServer;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** T2.8: exchanges on the caller's thread. */
public abstract class CallerChapter {

    @Test
    @Certifies(Rule.T2_8)
    void T2_8_allSignalsComeOnTheCallingThread_beforeItReturns(Bench bench) throws Exception {
        RawServer server = bench.plain(answering(ok("x".repeat(200_000))));
        RecordingListener listener = bench.unlimited();
        bench.transport().executeOnCaller(get(server.uri("/")), listener);
        assertTrue(listener.isEnded(), "the terminal signal has come when executeOnCaller returns");
        assertEquals(Set.of(Thread.currentThread()), Set.copyOf(listener.threads()), "the threads of all signals");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc"})
    @Certifies(Rule.T2_8)
    void T2_8_interruptionEndsTheExchange(String answer, Bench bench) throws Exception {
        RawServer server = bench.plain(answeringAndStalling(answer));
        Transport transport = bench.transport();
        RecordingListener listener = bench.unlimited();
        Thread caller = new Thread(() -> transport.executeOnCaller(get(server.uri("/")), listener), "tck-caller");
        caller.setDaemon(true);
        caller.start();
        bench.patience().until(() -> !server.requests().isEmpty(), "the server sees the request");
        caller.interrupt();
        assertTrue(listener.endsWithin(bench.patience().soon()), "a terminal signal soon after the interruption");
        listener.awaitFailure();
        caller.join(bench.patience().soon().toMillis());
        assertTrue(!caller.isAlive(), "executeOnCaller returns after the terminal signal");
        bench.patience().awaitSoon(server.ended(), "the server sees the end");
    }
}
