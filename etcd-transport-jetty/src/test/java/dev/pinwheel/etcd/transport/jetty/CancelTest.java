package dev.pinwheel.etcd.transport.jetty;

import static dev.pinwheel.etcd.transport.jetty.Given.execute;
import static dev.pinwheel.etcd.transport.jetty.Given.get;
import static dev.pinwheel.etcd.transport.jetty.Given.put;
import static dev.pinwheel.etcd.transport.jetty.RawServer.answering;
import static dev.pinwheel.etcd.transport.jetty.RawServer.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pinwheel.etcd.spi.Transport;
import dev.pinwheel.etcd.spi.TransportException.Kind;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules T4.1 to T4.5: cancelling, in every phase, on fresh and on reused connections. */
class CancelTest {
    private final Transport transport = Given.transport();

    @AfterEach
    void close() {
        transport.close();
    }

    private static void cancelEndsIt(RecordingListener listener, boolean notSent) throws InterruptedException {
        listener.exchange().cancel();
        listener.exchange().cancel();
        assertThat(listener.endsWithin(2))
                .as("a terminal signal soon after cancel")
                .isTrue();
        assertThat(listener.awaitFailure().kind()).isEqualTo(Kind.CANCELLED);
        assertThat(listener.awaitFailure().requestNotSent()).isEqualTo(notSent);
    }

    /** Answers "/warm" and then does as {@code afterwards} says. */
    private static RawServer.Script warmThen(RawServer.Script afterwards) {
        return connection -> {
            while (connection.readRequest().startsWith("GET /warm ")) {
                connection.write(ok("warm"));
            }
            afterwards.serve(connection);
        };
    }

    private void warmUp(RawServer server, boolean reused) throws InterruptedException {
        if (reused) {
            execute(transport, get(server.uri("/warm"))).awaitBody();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void T4_3_beforeTheHead(boolean reused) throws Exception {
        try (RawServer server = RawServer.plain(warmThen(RawServer.Connection::stall))) {
            warmUp(server, reused);
            RecordingListener listener = execute(transport, get(server.uri("/watch")));
            await().until(() -> server.requests().stream().anyMatch(request -> request.startsWith("GET /watch ")));
            cancelEndsIt(listener, false);
            Given.awaitSoon(server.ended());
            assertThat(server.accepted().availablePermits()).isOne();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void T4_3_onAnIdleStream(boolean reused) throws Exception {
        try (RawServer server = RawServer.plain(warmThen(connection -> {
            connection.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            connection.stall();
        }))) {
            warmUp(server, reused);
            RecordingListener listener = execute(transport, get(server.uri("/watch")));
            listener.awaitHead();
            cancelEndsIt(listener, false);
            Given.awaitSoon(server.ended());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void T4_3_stalledByDemand(boolean reused) throws Exception {
        byte[] flood = new byte[65_536];
        try (RawServer server = RawServer.plain(warmThen(connection -> {
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n");
            while (true) {
                connection.write(flood);
            }
        }))) {
            warmUp(server, reused);
            RecordingListener listener =
                    execute(transport, get(server.uri("/watch")), RecordingListener.withoutDemand());
            listener.awaitHead();
            cancelEndsIt(listener, false);
            Given.awaitSoon(server.ended());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void T4_3_whileTheBodyIsBeingSent(boolean reused) throws Exception {
        Semaphore mayRead = new Semaphore(0);
        Semaphore connected = new Semaphore(0);
        try (RawServer server = RawServer.plain(connection -> {
            if (reused) {
                connection.readRequest();
                connection.write(ok("warm"));
            }
            connection.readByte();
            connected.release();
            mayRead.acquireUninterruptibly();
            connection.stall();
        })) {
            warmUp(server, reused);
            RecordingListener listener = execute(transport, put(server.uri("/big"), "x".repeat(20_000_000)));
            Given.await(connected);
            cancelEndsIt(listener, false);
            mayRead.release();
            Given.awaitSoon(server.ended());
        }
    }

    @Test
    void T4_2_whileWaitingForAConnection_withoutHarmToTheOneThatHasIt() throws Exception {
        Semaphore mayAnswer = new Semaphore(0);
        try (Transport narrow = Given.transport(options -> options.maxConnectionsPerEndpoint(1));
                RawServer server = RawServer.plain(connection -> {
                    while (true) {
                        connection.readRequest();
                        mayAnswer.acquireUninterruptibly();
                        connection.write(ok("x"));
                    }
                })) {
            RecordingListener holder = execute(narrow, get(server.uri("/holder")));
            await().until(() -> server.requests().size() == 1);
            RecordingListener waiter = execute(narrow, get(server.uri("/waiter")));
            cancelEndsIt(waiter, true);
            mayAnswer.release(2);
            assertThat(holder.awaitBody()).isEqualTo("x");
            assertThat(execute(narrow, get(server.uri("/next"))).awaitBody()).isEqualTo("x");
            assertThat(server.requests()).noneMatch(request -> request.startsWith("GET /waiter"));
        }
    }

    @Test
    void T4_1_afterTheEnd_cancelDoesNothing() throws Exception {
        try (RawServer server = RawServer.plain(answering(ok("x")))) {
            RecordingListener first = execute(transport, get(server.uri("/")));
            first.awaitBody();
            first.exchange().cancel();
            assertThat(execute(transport, get(server.uri("/"))).awaitBody()).isEqualTo("x");
            first.awaitBody();
            assertThat(server.accepted().availablePermits()).isOne();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "headers", "data"})
    void T2_6_cancelInsideACallback(String signal) throws Exception {
        try (RawServer server = RawServer.plain(connection -> {
            connection.readRequest();
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");
            connection.stall();
        })) {
            RecordingListener listener = RecordingListener.unlimited();
            listener.on(current -> {
                if (current.equals(signal)) {
                    listener.exchange().cancel();
                }
            });
            execute(transport, get(server.uri("/")), listener);
            assertThat(listener.awaitFailure().kind()).isEqualTo(Kind.CANCELLED);
            assertThat(listener.awaitFailure().requestNotSent()).isEqualTo(signal.equals("start"));
        }
    }

    @Test
    void T4_5_aConnectionWithAnUnfinishedResponseIsNotReused() throws Exception {
        AtomicInteger connections = new AtomicInteger();
        try (RawServer server = RawServer.plain(connection -> {
            int number = connections.incrementAndGet();
            while (true) {
                connection.readRequest();
                connection.write(number == 1 ? "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nold" : ok("new"));
            }
        })) {
            RecordingListener first = execute(transport, get(server.uri("/")));
            first.awaitHead();
            cancelEndsIt(first, false);
            assertThat(execute(transport, get(server.uri("/"))).awaitBody()).isEqualTo("new");
        }
    }

    @RepeatedTest(60)
    void T4_2_atAnyMoment_thereIsOneTerminalSignal_andNoConnectionIsLeftBusy(RepetitionInfo repetition)
            throws Exception {
        try (RawServer server = RawServer.plain(warmThen(RawServer.Connection::stall))) {
            warmUp(server, repetition.getCurrentRepetition() % 2 == 0);
            RecordingListener listener = execute(transport, get(server.uri("/watch")));
            for (int spin = repetition.getCurrentRepetition() * 2_000; spin > 0; spin--) {
                Thread.onSpinWait();
            }
            listener.exchange().cancel();
            assertThat(listener.endsWithin(2)).isTrue();
            if (!listener.awaitFailure().requestNotSent()) {
                Given.awaitSoon(server.ended());
            }
        }
    }
}
