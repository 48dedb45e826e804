package dev.pinwheel.etcd.transport.okhttp;

import static dev.pinwheel.etcd.tck.bench.Requests.get;
import static dev.pinwheel.etcd.tck.server.Scripts.answering;
import static dev.pinwheel.etcd.tck.server.Scripts.ok;
import static dev.pinwheel.etcd.tck.server.Scripts.silent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pinwheel.etcd.spi.Transport;
import dev.pinwheel.etcd.spi.TransportException;
import dev.pinwheel.etcd.spi.TransportException.Kind;
import dev.pinwheel.etcd.tck.bench.Bench;
import dev.pinwheel.etcd.tck.bench.RecordingListener;
import dev.pinwheel.etcd.tck.server.RawServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** A thread for each exchange, whatever kind of thread (T7.2, T7.5). */
class ThreadsTest {
    private static final int WATCHES = 1_000;

    private final Bench bench = Given.bench();

    @AfterEach
    void close() throws InterruptedException {
        bench.close();
    }

    @Test
    void T2_2_withoutAThread_theExchangeFailsWithCapacity_andExecuteDoesNotThrow() throws Exception {
        RawServer server = bench.plain(answering(ok("x")));
        ThreadFactory exhausted = task -> {
            throw new OutOfMemoryError("unable to create native thread");
        };
        Transport transport = bench.transport(options -> options.threads(exhausted));
        TransportException failure =
                bench.execute(transport, get(server.uri("/"))).awaitFailure();
        assertThat(failure.kind()).isEqualTo(Kind.CAPACITY);
        assertThat(failure.requestNotSent()).isTrue();
        assertThat(failure).hasCauseInstanceOf(OutOfMemoryError.class);
        RecordingListener onCaller = bench.unlimited();
        transport.executeOnCaller(get(server.uri("/")), onCaller);
        assertThat(onCaller.awaitFailure().kind()).isEqualTo(Kind.CAPACITY);
        assertThat(server.requests()).isEmpty();
    }

    /** Built on 17, so the factory of virtual threads is reached in the way that only a test needs. */
    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void T7_2_virtualThreads_carryAThousandWatches_andCancelInterruptAndCloseWork() throws Exception {
        Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
        ThreadFactory virtual = (ThreadFactory)
                Class.forName("java.lang.Thread$Builder").getMethod("factory").invoke(builder);
        RawServer server = bench.plain(silent());
        Transport transport = bench.transport(options -> options.threads(virtual));
        List<RecordingListener> watches = new ArrayList<>();
        for (int i = 0; i < WATCHES; i++) {
            watches.add(bench.execute(transport, get(server.uri("/" + i))));
        }
        bench.patience().until(() -> server.requests().size() == WATCHES, "all watches are open");
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().startsWith("etcd-transport"))
                .isEmpty();
        watches.get(0).cancel();
        assertThat(watches.get(0).awaitFailure().kind()).isEqualTo(Kind.CANCELLED);
        RecordingListener onCaller = bench.unlimited();
        Thread caller = virtual.newThread(() -> transport.executeOnCaller(get(server.uri("/caller")), onCaller));
        caller.start();
        bench.patience().until(() -> server.hasSeen("/caller"), "the caller's request has arrived");
        caller.interrupt();
        assertThat(onCaller.awaitFailure().kind()).isEqualTo(Kind.CANCELLED);
        transport.close();
        for (RecordingListener watch : watches.subList(1, WATCHES)) {
            assertThat(watch.awaitFailure().kind()).isEqualTo(Kind.CLOSED);
        }
    }
}
