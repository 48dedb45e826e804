package dev.pinwheel.etcd.transport.jetty;

import static dev.pinwheel.etcd.transport.jetty.Given.execute;
import static dev.pinwheel.etcd.transport.jetty.Given.get;
import static dev.pinwheel.etcd.transport.jetty.Given.request;
import static dev.pinwheel.etcd.transport.jetty.RawServer.answering;
import static dev.pinwheel.etcd.transport.jetty.RawServer.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pinwheel.etcd.spi.Headers;
import dev.pinwheel.etcd.spi.Transport;
import dev.pinwheel.etcd.spi.TransportException.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules T6 and T7 over HTTP/1.1: what goes over the wire, and over how many connections. */
class WireTest {
    private final Transport transport = Given.transport();

    @AfterEach
    void close() {
        transport.close();
    }

    private static String hostOf(RawServer server) {
        return "127.0.0.1:" + server.uri("/").getPort();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v2/keys/a%2Fb%25c+d;e=f?wait=true&x=%C3%A9+%2B&x=1&empty=&bare",
                "/v2/keys//double//a/../b/./c/%2e%2e/d?",
                "/%E2%82%AC?%27'=%22",
                "/a?b?c/d",
            })
    void T6_2_pathAndQueryGoOutVerbatim(String target) throws Exception {
        try (RawServer server = RawServer.plain(answering(ok("")))) {
            execute(transport, get(server.uri(target))).awaitBody();
            assertThat(server.requests())
                    .containsExactly("GET " + target + " HTTP/1.1\r\nHost: " + hostOf(server) + "\r\n\r\n");
        }
    }

    @ParameterizedTest
    @CsvSource({"'',/", "?q=1,/?q=1"})
    void T6_2_anEmptyPathIsASlash(String given, String sent) throws Exception {
        try (RawServer server = RawServer.plain(answering(ok("")))) {
            execute(transport, get(server.uri(given))).awaitBody();
            assertThat(server.requests().get(0)).startsWith("GET " + sent + " HTTP/1.1\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "POST", "DELETE", "PATCH", "PROPFIND"})
    void T6_2_methodAndBodyGoOutVerbatim(String method) throws Exception {
        try (RawServer server = RawServer.plain(answering(ok("")))) {
            String body = "value=\u0000\u00ff%20+\r\n";
            execute(transport, request(method, server.uri("/k"), body)).awaitBody();
            assertThat(server.requests())
                    .containsExactly(method + " /k HTTP/1.1\r\nHost: " + hostOf(server) + "\r\nContent-Length: "
                            + body.length() + "\r\n\r\n" + body);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "POST"})
    void T6_2_anEmptyPutOrPostHasALengthOfZero(String method) throws Exception {
        try (RawServer server = RawServer.plain(answering(ok("")))) {
            String sent = method + " /k HTTP/1.1\r\nHost: " + hostOf(server) + "\r\nContent-Length: 0\r\n\r\n";
            execute(transport, request(method, server.uri("/k"), null)).awaitBody();
            execute(transport, request(method, server.uri("/k"), "")).awaitBody();
            assertThat(server.requests()).containsExactly(sent, sent);
        }
    }

    @Test
    void T6_2_aLargeBodyArrivesWhole() throws Exception {
        try (RawServer server = RawServer.plain(answering(ok("")))) {
            String body = "0123456789".repeat(300_000);
            execute(transport, request("PUT", server.uri("/k"), body)).awaitBody();
            assertThat(server.requests().get(0)).endsWith("\r\n\r\n" + body);
        }
    }

    @Test
    void T6_3_headersGoOutAsTheyAre_inOrder() throws Exception {
        try (RawServer server = RawServer.plain(answering(ok("")))) {
            Headers headers = Headers.of("User-Agent", "me", "Accept-Encoding", "identity", "X-A", "1", "x-a", "2");
            execute(transport, request("GET", server.uri("/"), headers, null)).awaitBody();
            assertThat(server.requests())
                    .containsExactly("GET / HTTP/1.1\r\nUser-Agent: me\r\nAccept-Encoding: identity\r\nX-A: 1\r\nx-a: 2"
                            + "\r\nHost: " + hostOf(server) + "\r\n\r\n");
        }
    }

    @Test
    void T6_4_sequentialExchangesReuseTheConnection_alsoFromInsideOnComplete() throws Exception {
        try (RawServer server = RawServer.plain(answering(ok("x")))) {
            AtomicInteger left = new AtomicInteger(20);
            RecordingListener last = RecordingListener.unlimited();
            startNext(server, left, last);
            assertThat(last.awaitBody()).isEqualTo("x");
            assertThat(server.requests()).hasSize(21);
            assertThat(server.accepted().availablePermits()).isOne();
        }
    }

    private void startNext(RawServer server, AtomicInteger left, RecordingListener last) {
        RecordingListener next = left.getAndDecrement() == 0
                ? last
                : RecordingListener.unlimited().on(signal -> {
                    if (signal.equals("complete")) {
                        startNext(server, left, last);
                    }
                });
        execute(transport, get(server.uri("/")), next);
    }

    @RepeatedTest(20)
    void T6_1_T7_4_aDeadPooledConnectionNeverCostsASecondRequest() throws Exception {
        Semaphore die = new Semaphore(0);
        try (RawServer server = RawServer.plain(connection -> {
            connection.readRequest();
            connection.write(ok("x"));
            die.acquireUninterruptibly();
        })) {
            execute(transport, get(server.uri("/"))).awaitBody();
            die.release();
            RecordingListener second = execute(transport, request("PUT", server.uri("/"), "value=1"));
            die.release(2);
            second.awaitEnd();
            assertThat(server.requests().stream().filter(sent -> sent.startsWith("PUT")))
                    .hasSizeLessThanOrEqualTo(1);
            if (second.story().endsWith("failure")) {
                assertThat(second.awaitFailure().kind()).isEqualTo(Kind.CONNECTION_LOST);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void T6_5_T7_4_anExchangeOutlivesTheIdleTimeout_anIdleConnectionDoesNot(boolean reused) throws Exception {
        Semaphore mayAnswer = new Semaphore(0);
        try (Transport hasty = Given.transport(options -> options.connectionIdleTimeout(Duration.ofMillis(150)));
                RawServer server = RawServer.plain(connection -> {
                    while (true) {
                        if (connection.readRequest().startsWith("GET /slow")) {
                            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\na");
                            mayAnswer.acquireUninterruptibly();
                            connection.write("b");
                        } else {
                            connection.write(ok("x"));
                        }
                    }
                })) {
            if (reused) {
                execute(hasty, get(server.uri("/quick"))).awaitBody();
            }
            RecordingListener slow = execute(hasty, get(server.uri("/slow")));
            assertThat(slow.endsWithin(1)).isFalse();
            mayAnswer.release();
            assertThat(slow.awaitBody()).isEqualTo("ab");
            Given.await(server.ended());
            assertThat(execute(hasty, get(server.uri("/quick"))).awaitBody()).isEqualTo("x");
            assertThat(server.accepted().availablePermits()).isGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void T7_1_noMoreConnectionsThanAllowed_andTheOthersWaitTheirTurn() throws Exception {
        Semaphore mayAnswer = new Semaphore(0);
        try (Transport narrow = Given.transport(options -> options.maxConnectionsPerEndpoint(2));
                RawServer server = RawServer.plain(connection -> {
                    while (true) {
                        connection.readRequest();
                        mayAnswer.acquireUninterruptibly();
                        connection.write(ok("x"));
                    }
                })) {
            List<RecordingListener> all = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                all.add(execute(narrow, get(server.uri("/" + i))));
            }
            await().until(() -> server.requests().size() == 2);
            mayAnswer.release(10);
            all.forEach(RecordingListener::awaitBody);
            assertThat(server.requests()).hasSize(10);
            assertThat(server.accepted().availablePermits()).isEqualTo(2);
        }
    }

    @Test
    void T7_2_aThousandSilentExchanges_needFewThreads_andDoNotHoldUpAnother() throws Exception {
        AtomicInteger threads = new AtomicInteger();
        List<RecordingListener> silent = new ArrayList<>();
        try (RawServer server = RawServer.plain(connection -> {
            if (connection.readRequest().startsWith("GET /quick")) {
                connection.write(ok("x"));
            }
            connection.stall();
        })) {
            try (Transport wide = Given.transport(options -> options.threads(task -> {
                threads.incrementAndGet();
                Thread thread = new Thread(task);
                thread.setDaemon(true);
                return thread;
            }))) {
                for (int i = 0; i < 1000; i++) {
                    silent.add(execute(wide, get(server.uri("/silent"))));
                }
                await().until(() -> server.requests().size() == 1000);
                assertThat(execute(wide, get(server.uri("/quick"))).awaitBody()).isEqualTo("x");
                assertThat(threads).hasValueLessThanOrEqualTo(256);
                assertThat(silent).noneMatch(RecordingListener::isEnded);
            }
            silent.forEach(
                    listener -> assertThat(listener.awaitFailure().kind()).isEqualTo(Kind.CLOSED));
        }
    }
}
