package dev.pinwheel.etcd.tck.chapter;

import static dev.pinwheel.etcd.tck.bench.Requests.get;
import static dev.pinwheel.etcd.tck.bench.Requests.put;
import static dev.pinwheel.etcd.tck.server.Scripts.ok;
import static dev.pinwheel.etcd.tck.server.Scripts.silent;
import static dev.pinwheel.etcd.tck.server.Scripts.warmThen;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pinwheel.etcd.spi.Transport;
import dev.pinwheel.etcd.spi.TransportException.Kind;
import dev.pinwheel.etcd.tck.bench.Bench;
import dev.pinwheel.etcd.tck.bench.RecordingListener;
import dev.pinwheel.etcd.tck.rule.Certifies;
import dev.pinwheel.etcd.tck.rule.Rule;
import dev.pinwheel.etcd.tck.server.BlackHole;
import dev.pinwheel.etcd.tck.server.RawServer;
import dev.pinwheel.etcd.tck.server.Script;
import dev.pinwheel.etcd.tck.server.ServerConnection;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** T4.1 to T4.5: cancelling, in every phase, on fresh and on reused connections. */
public abstract class CancelChapter {
    private static final int MOMENTS = 60;

    /** What an exchange is doing when it is cancelled, once its request has been read. */
    enum Phase {
        BEFORE_THE_HEAD,
        ON_AN_IDLE_STREAM,
        STALLED_BY_DEMAND;

        void serve(ServerConnection connection) throws IOException {
            switch (this) {
                case BEFORE_THE_HEAD -> connection.stall();
                case ON_AN_IDLE_STREAM -> {
                    connection.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                    connection.stall();
                }
                case STALLED_BY_DEMAND -> {
                    connection.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n");
                    while (true) {
                        connection.write(new byte[65_536]);
                    }
                }
            }
        }
    }

    /** A connection to cancel on. */
    enum On {
        FRESH,
        REUSED,
        FRESH_TLS,
        REUSED_TLS;

        boolean isTls() {
            return this == FRESH_TLS || this == REUSED_TLS;
        }

        boolean isReused() {
            return this == REUSED || this == REUSED_TLS;
        }
    }

    private static void cancel(RecordingListener listener, Bench bench) throws InterruptedException {
        listener.cancel();
        assertTrue(listener.endsWithin(bench.patience().soon()), "no terminal signal soon after cancel");
        assertEquals(Kind.CANCELLED, listener.awaitFailure().kind());
    }

    private static void await(RawServer server, String target, Bench bench) throws InterruptedException {
        bench.patience().until(() -> server.hasSeen(target), "the server sees " + target);
    }

    @ParameterizedTest
    @EnumSource
    @Certifies({Rule.T4_2, Rule.T4_3})
    void T4_3_beforeTheHead(On on, Bench bench) throws Exception {
        cancelIn(Phase.BEFORE_THE_HEAD, on, bench);
    }

    @ParameterizedTest
    @EnumSource
    @Certifies({Rule.T4_2, Rule.T4_3})
    void T4_3_onAnIdleStream(On on, Bench bench) throws Exception {
        cancelIn(Phase.ON_AN_IDLE_STREAM, on, bench);
    }

    @ParameterizedTest
    @EnumSource
    @Certifies({Rule.T4_2, Rule.T4_3})
    void T4_3_stalledByDemand(On on, Bench bench) throws Exception {
        cancelIn(Phase.STALLED_BY_DEMAND, on, bench);
    }

    private static void cancelIn(Phase phase, On on, Bench bench) throws Exception {
        Script script = warmThen(phase::serve);
        RawServer server = on.isTls() ? bench.tls(bench.certificates().server(), script) : bench.plain(script);
        Transport transport =
                bench.transport(options -> options.tls(bench.certificates().client()));
        if (on.isReused()) {
            bench.execute(transport, get(server.uri("/warm"))).awaitBody();
        }
        RecordingListener listener = bench.execute(transport, get(server.uri("/watch")), bench.withoutDemand());
        await(server, "/watch", bench);
        if (phase != Phase.BEFORE_THE_HEAD) {
            listener.awaitHead();
        }
        cancel(listener, bench);
        bench.patience().awaitSoon(server.ended(), "the server sees the end after cancel");
        assertEquals(1, server.accepted().availablePermits(), "connections");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Certifies({Rule.T4_2, Rule.T4_3})
    void T4_3_whileTheBodyIsBeingSent(boolean reused, Bench bench) throws Exception {
        Semaphore begun = new Semaphore(0);
        Semaphore mayRead = new Semaphore(0);
        RawServer server = bench.plain(connection -> {
            if (reused) {
                connection.readRequest();
                connection.write(ok("warm"));
            }
            connection.readByte();
            begun.release();
            mayRead.acquire();
            connection.stall();
        });
        Transport transport = bench.transport();
        if (reused) {
            bench.execute(transport, get(server.uri("/warm"))).awaitBody();
        }
        RecordingListener listener = bench.execute(transport, put(server.uri("/big"), "x".repeat(20_000_000)));
        bench.patience().await(begun, "the server sees the first byte");
        cancel(listener, bench);
        mayRead.release();
        bench.patience().awaitSoon(server.ended(), "the server sees the end after cancel");
    }

    @Test
    @Certifies(Rule.T4_2)
    void T4_2_whileWaitingForAConnection(Bench bench) throws Exception {
        RawServer server = bench.plain(silent());
        Transport narrow = bench.transport(options -> options.maxConnectionsPerEndpoint(1));
        RecordingListener holder = bench.execute(narrow, get(server.uri("/holder")));
        await(server, "/holder", bench);
        RecordingListener waiter = bench.execute(narrow, get(server.uri("/waiter")));
        cancel(waiter, bench);
        assertTrue(!holder.isEnded(), "the exchange that has the connection lives on");
        assertTrue(!server.hasSeen("/waiter"), "the cancelled request was sent");
    }

    @Test
    @Certifies(Rule.T4_2)
    void T4_2_whileConnecting(Bench bench) throws Exception {
        Optional<BlackHole> hole = BlackHole.dig();
        Assumptions.assumeTrue(hole.isPresent(), "this kernel answers every connect");
        URI nowhere = bench.closing(hole.get()).uri();
        RecordingListener listener =
                bench.execute(bench.transport(options -> options.connectTimeout(Duration.ofMinutes(2))), get(nowhere));
        bench.patience().pause(Duration.ofMillis(100));
        cancel(listener, bench);
        assertTrue(listener.awaitFailure().requestNotSent(), "nothing was sent");
    }

    @Test
    @Certifies({Rule.T4_2, Rule.T4_3})
    void T4_3_duringTheTlsHandshake(Bench bench) throws Exception {
        RawServer server = bench.plain(ServerConnection::stall);
        URI encrypted = URI.create("https://" + server.authority() + "/");
        Transport transport =
                bench.transport(options -> options.tls(bench.certificates().client()));
        RecordingListener listener = bench.execute(transport, get(encrypted));
        bench.patience().await(server.accepted(), "the connection is made");
        cancel(listener, bench);
        assertTrue(listener.awaitFailure().requestNotSent(), "nothing was sent");
    }

    @Test
    @Certifies(Rule.T4_1)
    void T4_1_cancelIsIdempotent_andDoesNothingAfterTheEnd(Bench bench) throws Exception {
        RawServer server = bench.plain(warmThen(ServerConnection::stall));
        Transport transport = bench.transport();
        RecordingListener ended = bench.execute(transport, get(server.uri("/warm")));
        ended.awaitBody();
        ended.cancel();
        ended.request(1);
        assertEquals("warm", bench.execute(transport, get(server.uri("/warm"))).awaitBody());
        ended.cancel();
        assertEquals("warm", bench.execute(transport, get(server.uri("/warm"))).awaitBody());
        assertEquals(1, server.accepted().availablePermits(), "the pooled connection is left alone");
        RecordingListener running = bench.execute(transport, get(server.uri("/watch")));
        running.cancel();
        running.cancel();
        running.awaitFailure();
        running.cancel();
    }

    @Test
    @Certifies(Rule.T4_4)
    void T4_4_otherExchangesAreNotDisturbed(Bench bench) throws Exception {
        Semaphore mayAnswer = new Semaphore(0);
        RawServer server = bench.plain(connection -> {
            connection.readRequest();
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\na");
            mayAnswer.acquire();
            connection.write("b");
            connection.stall();
        });
        Transport transport = bench.transport();
        RecordingListener first = bench.execute(transport, get(server.uri("/first")));
        RecordingListener victim = bench.execute(transport, get(server.uri("/victim")));
        RecordingListener last = bench.execute(transport, get(server.uri("/last")));
        victim.awaitHead();
        victim.cancel();
        victim.awaitEnd();
        mayAnswer.release(3);
        assertEquals("ab", first.awaitBody());
        assertEquals("ab", last.awaitBody());
    }

    @Test
    @Certifies(Rule.T4_5)
    void T4_5_aConnectionWithAnUnfinishedResponseIsNotReused(Bench bench) throws Exception {
        AtomicInteger connections = new AtomicInteger();
        RawServer server = bench.plain(connection -> {
            int number = connections.incrementAndGet();
            while (true) {
                connection.readRequest();
                connection.write(number == 1 ? "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nold" : ok("new"));
            }
        });
        Transport transport = bench.transport();
        RecordingListener first = bench.execute(transport, get(server.uri("/")));
        first.awaitHead();
        first.cancel();
        first.awaitEnd();
        assertEquals("new", bench.execute(transport, get(server.uri("/"))).awaitBody());
    }

    @Test
    @Certifies({Rule.T2_4, Rule.T4_2, Rule.T4_3})
    void T4_2_atAnyMoment_thereIsOneTerminalSignal_andNoConnectionIsLeftBusy(Bench bench) throws Exception {
        for (int moment = 0; moment < MOMENTS; moment++) {
            try (RawServer server = RawServer.plain(warmThen(ServerConnection::stall))) {
                Transport transport = bench.transport();
                if (moment % 2 == 0) {
                    bench.execute(transport, get(server.uri("/warm"))).awaitBody();
                }
                RecordingListener listener = bench.execute(transport, get(server.uri("/watch")));
                for (int spin = moment * 2_000; spin > 0; spin--) {
                    Thread.onSpinWait();
                }
                cancel(listener, bench);
                if (!listener.awaitFailure().requestNotSent()) {
                    bench.patience().awaitSoon(server.ended(), "the server sees the end after cancel");
                }
                transport.close();
            }
        }
    }
}
