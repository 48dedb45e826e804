package dev.pinwheel.etcd.tck.chapter;

import static dev.pinwheel.etcd.tck.bench.Requests.get;
import static dev.pinwheel.etcd.tck.bench.Requests.put;
import static dev.pinwheel.etcd.tck.server.Scripts.answering;
import static dev.pinwheel.etcd.tck.server.Scripts.ok;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.pinwheel.etcd.spi.Capability;
import dev.pinwheel.etcd.spi.Transport;
import dev.pinwheel.etcd.spi.TransportException.Kind;
import dev.pinwheel.etcd.tck.bench.Bench;
import dev.pinwheel.etcd.tck.bench.RecordingListener;
import dev.pinwheel.etcd.tck.certification.AtScale;
import dev.pinwheel.etcd.tck.rule.Certifies;
import dev.pinwheel.etcd.tck.rule.Rule;
import dev.pinwheel.etcd.tck.server.RawServer;
import dev.pinwheel.etcd.tck.server.Script;
import dev.pinwheel.etcd.tck.server.SilentServer;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** T7: many exchanges at once, limits, idle connections and threads. */
public abstract class ScaleChapter {
    private static final int MOST_THREADS = 256;
    private static final Duration CONNECTING = Duration.ofSeconds(30);

    private static Script answeringWhenAllowed(Semaphore mayAnswer) {
        return connection -> {
            while (true) {
                connection.readRequest();
                mayAnswer.acquire();
                connection.write(ok("x"));
            }
        };
    }

    @Test
    @Certifies(Rule.T7_1)
    void T7_1_noMoreConnectionsThanAllowed_andTheOthersWaitTheirTurn(Bench bench) throws Exception {
        Semaphore mayAnswer = new Semaphore(0);
        RawServer server = bench.plain(answeringWhenAllowed(mayAnswer));
        Transport narrow = bench.transport(options -> options.maxConnectionsPerEndpoint(2));
        List<RecordingListener> all = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            all.add(bench.execute(narrow, get(server.uri("/" + i))));
        }
        bench.patience().until(() -> server.requests().size() == 2, "two requests are on the wire");
        bench.patience().pause(Duration.ofMillis(200));
        assertEquals(2, server.accepted().availablePermits(), "connections at once");
        mayAnswer.release(10);
        for (RecordingListener listener : all) {
            assertEquals("x", listener.awaitBody());
        }
        assertEquals(10, server.requests().size());
    }

    @Test
    @Certifies(Rule.T7_1)
    void T7_1_waitingExchangesCanBeCancelled_andHoldUpNoOther(Bench bench) throws Exception {
        Semaphore mayAnswer = new Semaphore(0);
        RawServer server = bench.plain(answeringWhenAllowed(mayAnswer));
        Transport narrow = bench.transport(options -> options.maxConnectionsPerEndpoint(1));
        RecordingListener holder = bench.execute(narrow, get(server.uri("/holder")));
        bench.patience().until(() -> server.hasSeen("/holder"), "the connection is taken");
        RecordingListener waiter = bench.execute(narrow, get(server.uri("/waiter")));
        RecordingListener next = bench.execute(narrow, get(server.uri("/next")));
        waiter.cancel();
        assertEquals(Kind.CANCELLED, waiter.awaitFailure().kind());
        mayAnswer.release(2);
        assertEquals("x", holder.awaitBody());
        assertEquals("x", next.awaitBody());
        RawServer other = bench.plain(answering(ok("other")));
        bench.execute(narrow, get(server.uri("/again")));
        assertEquals("other", bench.execute(narrow, get(other.uri("/"))).awaitBody(), "the limit is for each endpoint");
    }

    @Test
    @Certifies(Rule.T7_2)
    void T7_2_aThousandSilentExchanges_needFewThreads_andHoldUpNoOther(Bench bench) throws Exception {
        manySilent(1_000, bench);
    }

    @Test
    @AtScale
    @Certifies(Rule.T7_2)
    void T7_2_tenThousandSilentExchanges(Bench bench) throws Exception {
        long handles = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : Long.MAX_VALUE;
        Assumptions.assumeTrue(handles > 21_000, () -> "needs 21,000 file handles, there are " + handles);
        manySilent(10_000, bench);
    }

    private static void manySilent(int number, Bench bench) throws Exception {
        SilentServer server = bench.closing(new SilentServer());
        int threadsBefore = threadCount();
        Transport transport = bench.transport();
        List<RecordingListener> silent = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            silent.add(bench.execute(transport, get(server.uri("/silent"))));
        }
        bench.patience()
                .until(
                        () -> server.silent() == number,
                        bench.patience().of(CONNECTING),
                        "all requests are on the wire");
        assertEquals("x", bench.execute(transport, get(server.uri("/quick"))).awaitBody());
        assertTrue(silent.stream().noneMatch(RecordingListener::isEnded), "all are silent");
        int threads = threadCount() - threadsBefore;
        boolean declared = bench.factory().capabilities().contains(Capability.THREAD_PER_EXCHANGE);
        assertTrue(declared || threads <= MOST_THREADS, () -> threads + " threads for " + number + " exchanges");
        transport.close();
        for (RecordingListener listener : silent) {
            assertEquals(Kind.CLOSED, listener.awaitFailure().kind());
        }
    }

    private static int threadCount() {
        return ManagementFactory.getThreadMXBean().getThreadCount();
    }

    @Test
    @Certifies(Rule.T7_3)
    void T7_3_aSilentExchangeTakesLittleHeap(Bench bench) throws Exception {
        HeapUse.assertLittlePerExchange(bench);
    }

    @Test
    @Certifies(Rule.T7_4)
    void T7_4_idleConnectionsClose(Bench bench) throws Exception {
        RawServer plain = bench.plain(answering(ok("x")));
        RawServer encrypted = bench.tls(bench.certificates().server(), answering(ok("x")));
        Transport hasty = bench.transport(options -> options.connectionIdleTimeout(Duration.ofMillis(200))
                .tls(bench.certificates().client()));
        for (RawServer server : List.of(plain, encrypted)) {
            bench.execute(hasty, get(server.uri("/"))).awaitBody();
            bench.patience().await(server.ended(), "an idle connection is closed");
            assertEquals("x", bench.execute(hasty, get(server.uri("/"))).awaitBody());
        }
    }

    @Test
    @Certifies(Rule.T7_4)
    void T7_4_deadConnectionsAreNoticedBeforeReuse(Bench bench) throws Exception {
        Transport transport = bench.transport();
        for (boolean reset : new boolean[] {false, true}) {
            for (String method : List.of("GET", "PUT")) {
                Semaphore dead = new Semaphore(0);
                RawServer server = bench.plain(connection -> {
                    connection.readRequest();
                    connection.write(ok("x"));
                    if (dead.availablePermits() == 0) {
                        bench.patience().pause(Duration.ofMillis(50));
                        if (reset) {
                            connection.reset();
                        }
                        dead.release();
                        return;
                    }
                    connection.stall();
                });
                bench.execute(transport, get(server.uri("/"))).awaitBody();
                bench.patience().until(() -> dead.availablePermits() > 0, "the server ends the idle connection");
                bench.patience().pause(Duration.ofMillis(300));
                assertEquals(
                        "x",
                        bench.execute(
                                        transport,
                                        method.equals("GET") ? get(server.uri("/")) : put(server.uri("/"), "a"))
                                .awaitBody());
            }
        }
    }

    @Test
    @Certifies(Rule.T7_5)
    void T7_5_threadsComeFromTheFactory(Bench bench) throws Exception {
        RawServer server = bench.plain(answering(ok("x")));
        RawServer encrypted = bench.tls(bench.certificates().server(), answering(ok("x")));
        Set<Thread> before = Set.copyOf(Thread.getAllStackTraces().keySet());
        Set<Thread> made = ConcurrentHashMap.newKeySet();
        Transport transport =
                bench.transport(options -> options.tls(bench.certificates().client())
                        .threads(task -> {
                            Thread thread = new Thread(task, "tck-made");
                            thread.setDaemon(true);
                            made.add(thread);
                            return thread;
                        }));
        bench.execute(transport, get(server.uri("/"))).awaitBody();
        bench.execute(transport, get(encrypted.uri("/"))).awaitBody();
        List<Thread> strange = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread) && !made.contains(thread))
                .filter(thread -> !thread.getName().startsWith(RawServer.THREAD_PREFIX))
                .filter(thread -> !thread.getName().startsWith("tck-"))
                .filter(thread -> thread.getThreadGroup() != null
                        && !thread.getThreadGroup().getName().matches("system|InnocuousThreadGroup"))
                .toList();
        assertEquals(List.of(), strange, "threads that were not made by the factory");
    }
}
