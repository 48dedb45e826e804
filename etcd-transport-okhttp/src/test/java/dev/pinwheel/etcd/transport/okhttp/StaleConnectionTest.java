package dev.pinwheel.etcd.transport.okhttp;

import static dev.pinwheel.etcd.tck.bench.Requests.get;
import static dev.pinwheel.etcd.tck.bench.Requests.put;
import static dev.pinwheel.etcd.tck.server.Scripts.answering;
import static dev.pinwheel.etcd.tck.server.Scripts.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pinwheel.etcd.spi.HttpRequest;
import dev.pinwheel.etcd.spi.Transport;
import dev.pinwheel.etcd.tck.bench.Bench;
import dev.pinwheel.etcd.tck.bench.RecordingListener;
import dev.pinwheel.etcd.tck.server.RawServer;
import dev.pinwheel.etcd.tck.server.Script;
import dev.pinwheel.etcd.tck.server.ServerConnection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Pooled connections that the server has ended: a request never goes into the void (T5.3, T6.1, T7.4). */
class StaleConnectionTest {
    private static final int TRIES = 20;

    private final Bench bench = Given.bench();
    private final Semaphore mayEnd = new Semaphore(0);
    private final Semaphore hasSpoken = new Semaphore(0);
    private final Queue<Thread> scripts = new ConcurrentLinkedQueue<>();

    @AfterEach
    void close() throws InterruptedException {
        bench.close();
    }

    /** How a server leaves a connection. */
    private enum Leaving {
        FIN,
        RST,
        UNASKED_ANSWER;

        void leave(ServerConnection connection) throws IOException {
            switch (this) {
                case FIN -> {}
                case RST -> connection.reset();
                case UNASKED_ANSWER -> connection.write("HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n");
            }
        }
    }

    static Stream<Arguments> waysToLeave() {
        return Stream.of(Leaving.values())
                .flatMap(leaving -> Stream.of(false, true)
                        .flatMap(tls -> Stream.of("GET", "PUT").map(method -> Arguments.of(leaving, tls, method))));
    }

    private RawServer server(boolean tls, Script script) {
        return tls ? bench.tls(bench.certificates().server(), script) : bench.plain(script);
    }

    private Transport transport() {
        return bench.transport(options -> options.tls(bench.certificates().client()));
    }

    @ParameterizedTest
    @MethodSource("waysToLeave")
    void T5_3_T7_4_theRequestGoesByAnotherConnection_once(Leaving leaving, boolean tls, String method)
            throws Exception {
        RawServer server = server(tls, connection -> {
            scripts.add(Thread.currentThread());
            connection.readRequest();
            connection.write(ok("x"));
            mayEnd.acquire();
            leaving.leave(connection);
            if (leaving == Leaving.UNASKED_ANSWER) {
                hasSpoken.release();
                connection.stall();
            }
        });
        Transport transport = transport();
        for (int i = 1; i <= TRIES; i++) {
            HttpRequest next = method.equals("GET") ? get(server.uri("/" + i)) : put(server.uri("/" + i), "value=1");
            assertThat(bench.execute(transport, next).awaitBody()).isEqualTo("x");
            mayEnd.release();
            if (leaving == Leaving.UNASKED_ANSWER) {
                bench.patience().await(hasSpoken, "the server has spoken");
            } else {
                awaitClosed();
            }
        }
        assertThat(server.requests()).hasSize(TRIES);
        assertThat(server.accepted().availablePermits()).isEqualTo(TRIES);
    }

    /** A script's thread ends after its connection. */
    private void awaitClosed() throws InterruptedException {
        while (!scripts.isEmpty()) {
            scripts.remove().join(bench.patience().limit().toMillis());
        }
    }

    @Test
    void T7_4_aWholePoolOfDeadConnections_costsNoRequest() throws Exception {
        Semaphore mayAnswer = new Semaphore(0);
        RawServer server = bench.plain(connection -> {
            scripts.add(Thread.currentThread());
            connection.readRequest();
            mayAnswer.acquire();
            connection.write(ok("x"));
        });
        Transport transport = transport();
        List<RecordingListener> all = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            all.add(bench.execute(transport, get(server.uri("/" + i))));
        }
        bench.patience().until(() -> server.requests().size() == 10, "ten connections are in use");
        mayAnswer.release(11);
        for (RecordingListener each : all) {
            each.awaitBody();
        }
        awaitClosed();
        assertThat(bench.execute(transport, put(server.uri("/last"), "value=1")).awaitBody())
                .isEqualTo("x");
        assertThat(server.requests()).hasSize(11);
    }

    @ParameterizedTest
    @MethodSource("plainAndTls")
    void T6_4_aLiveConnectionIsReused_whateverSessionTicketsArrive(boolean tls) throws Exception {
        RawServer server = server(tls, answering(ok("x")));
        Transport transport = transport();
        for (int i = 0; i < 200; i++) {
            assertThat(bench.execute(transport, put(server.uri("/"), "value=1")).awaitBody())
                    .isEqualTo("x");
        }
        assertThat(server.accepted().availablePermits()).isOne();
    }

    static Stream<Boolean> plainAndTls() {
        return Stream.of(false, true);
    }
}
