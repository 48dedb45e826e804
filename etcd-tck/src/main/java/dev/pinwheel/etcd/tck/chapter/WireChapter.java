package dev.pinwheel.etcd.tck.chapter;

import static dev.pinwheel.etcd.tck.bench.Requests.get;
import static dev.pinwheel.etcd.tck.bench.Requests.put;
import static dev.pinwheel.etcd.tck.bench.Requests.request;
import static dev.pinwheel.etcd.tck.server.Scripts.answering;
import static dev.pinwheel.etcd.tck.server.Scripts.ok;
import static dev.pinwheel.etcd.tck.server.Scripts.warmThen;
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
import dev.pinwheel.etcd.tck.server.RawServer;
import dev.pinwheel.etcd.tck.server.ReceivedRequest;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** T6.1 to T6.3: what goes over the wire, and how often. */
public abstract class WireChapter {
    private static final Set<String> MAY_BE_ADDED =
            Set.of("host", "content-length", "transfer-encoding", "connection", "user-agent", "accept-encoding");

    private static ReceivedRequest sent(
            String method, String target, Headers headers, Optional<String> body, Bench bench)
            throws InterruptedException {
        RawServer server = bench.plain(answering(ok("")));
        bench.execute(bench.transport(), request(method, server.uri(target), headers, body.orElse(null)))
                .awaitEnd();
        assertEquals(1, server.requests().size(), "requests on the wire");
        return server.requests().get(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308, 401, 407, 408, 421, 429, 500, 503})
    @Certifies(Rule.T6_1)
    void T6_1_noStatusIsRepeatedOrFollowed(int status, Bench bench) throws Exception {
        RawServer server =
                bench.plain(answering("HTTP/1.1 " + status + " Any\r\nLocation: /elsewhere\r\nRetry-After: 0\r\n"
                        + "WWW-Authenticate: Basic realm=\"x\"\r\nProxy-Authenticate: Basic realm=\"x\"\r\n"
                        + "Content-Length: 0\r\n\r\n"));
        for (String method : List.of("GET", "PUT", "POST")) {
            bench.execute(bench.transport(), request(method, server.uri("/"), method.equals("GET") ? null : "a=b"))
                    .awaitEnd();
        }
        assertEquals(3, server.requests().size(), "requests on the wire for three exchanges");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, false, false", "GET, false, true", "GET, true, false", "GET, true, true",
        "PUT, false, false", "PUT, false, true", "PUT, true, false", "PUT, true, true",
        "POST, true, false", "POST, true, true", "DELETE, true, false", "DELETE, true, true"
    })
    @Certifies(Rule.T6_1)
    void T6_1_aLostRequestIsNotRepeated(String method, boolean reused, boolean reset, Bench bench) throws Exception {
        RawServer server = bench.plain(warmThen(connection -> {
            if (reset) {
                connection.reset();
            }
        }));
        Transport transport = bench.transport();
        if (reused) {
            bench.execute(transport, get(server.uri("/warm"))).awaitBody();
        }
        bench.execute(transport, request(method, server.uri("/once"), method.startsWith("P") ? "value=1" : null))
                .awaitFailure();
        bench.patience().pause(Duration.ofMillis(50));
        assertEquals(
                1,
                server.requests().stream()
                        .filter(request -> request.target().equals("/once"))
                        .count(),
                "requests on the wire");
    }

    @Test
    @Certifies(Rule.T6_1)
    void T6_1_aDeadPooledConnectionNeverCostsASecondRequest(Bench bench) throws Exception {
        for (int i = 0; i < 20; i++) {
            Semaphore die = new Semaphore(0);
            RawServer server = bench.plain(connection -> {
                connection.readRequest();
                connection.write(ok("x"));
                die.acquire();
            });
            Transport transport = bench.transport();
            bench.execute(transport, get(server.uri("/"))).awaitBody();
            die.release();
            RecordingListener second = bench.execute(transport, put(server.uri("/second"), "value=1"));
            die.release(2);
            second.awaitEnd();
            assertTrue(
                    server.requests().stream()
                                    .filter(request -> request.method().equals("PUT"))
                                    .count()
                            <= 1,
                    "a PUT was sent twice");
            transport.close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v2/keys/a%2Fb%25c+d;e=f?wait=true&x=%C3%A9+%2B&x=1&empty=&bare",
                "/v2/keys//double//a/b/c?",
                "/%E2%82%AC?%27=%22",
                "/a?b?c/d",
                "/v2/keys/~user/-._!$&'()*,=:@",
            })
    @Certifies(Rule.T6_2)
    void T6_2_pathAndQueryGoOutVerbatim(String target, Bench bench) throws Exception {
        assertEquals(
                "GET " + target + " HTTP/1.1",
                sent("GET", target, Headers.none(), Optional.empty(), bench).line());
    }

    /**
     * What some stacks rewrite, such as a raw apostrophe and dot segments, and no request of the engine's has. A stack
     * that cannot send it as it is refuses it, unsent and with the reason; it never sends another one.
     */
    @ParameterizedTest
    @ValueSource(strings = {"/?a='b'", "/a/../b", "/a/%2e%2E/b", "/a/./b"})
    @Certifies(Rule.T6_2)
    void T6_2_whatAStackWouldRewrite_goesOutVerbatim_orIsRefusedUnsentWithTheReason(String target, Bench bench)
            throws Exception {
        RawServer server = bench.plain(answering(ok("")));
        RecordingListener listener = bench.execute(bench.transport(), get(server.uri(target)));
        listener.awaitEnd();
        if (server.requests().isEmpty()) {
            TransportException refusal = listener.awaitFailure();
            assertEquals(Kind.OTHER, refusal.kind(), refusal::toString);
            assertTrue(refusal.requestNotSent(), "nothing was sent");
            assertTrue(
                    String.valueOf(refusal.getMessage()).contains(target),
                    () -> "the refusal does not show what cannot be sent, \"" + target + "\": " + refusal);
        } else {
            assertEquals(
                    List.of("GET " + target + " HTTP/1.1"),
                    server.requests().stream().map(ReceivedRequest::line).toList());
        }
    }

    @ParameterizedTest
    @CsvSource({"'', /", "?q=1, /?q=1"})
    @Certifies(Rule.T6_2)
    void T6_2_anEmptyPathIsASlash(String given, String wanted, Bench bench) throws Exception {
        assertEquals(
                wanted,
                sent("GET", given, Headers.none(), Optional.empty(), bench).target());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "POST", "DELETE", "PATCH"})
    @Certifies(Rule.T6_2)
    void T6_2_methodAndBodyGoOutVerbatim(String method, Bench bench) throws Exception {
        String body = "value=\u0000\u00ff%20+\r\n";
        ReceivedRequest sent = sent(method, "/k", Headers.none(), Optional.of(body), bench);
        assertEquals(method, sent.method());
        assertEquals(body, sent.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "DELETE", "HEAD", "OPTIONS"})
    @Certifies(Rule.T6_2)
    void T6_2_aMethodWithoutBodyStaysWithout(String method, Bench bench) throws Exception {
        ReceivedRequest sent = sent(method, "/k", Headers.none(), Optional.empty(), bench);
        assertEquals(method, sent.method());
        assertEquals("", sent.body());
    }

    @ParameterizedTest
    @CsvSource({"PUT, true", "PUT, false", "POST, true", "POST, false"})
    @Certifies(Rule.T6_2)
    void T6_2_anEmptyPutOrPostHasALengthOfZero(String method, boolean emptyBody, Bench bench) throws Exception {
        Optional<String> body = emptyBody ? Optional.of("") : Optional.empty();
        ReceivedRequest sent = sent(method, "/k", Headers.none(), body, bench);
        assertEquals(method, sent.method());
        assertEquals(List.of("0"), sent.headers().all("Content-Length"));
    }

    @Test
    @Certifies(Rule.T6_2)
    void T6_2_aLargeBodyArrivesWhole(Bench bench) throws Exception {
        String body = "0123456789".repeat(300_000);
        assertTrue(
                body.equals(sent("PUT", "/k", Headers.none(), Optional.of(body), bench)
                        .body()),
                "another body");
    }

    @Test
    @Certifies(Rule.T6_3)
    void T6_3_givenHeadersGoOutAsTheyAre(Bench bench) throws Exception {
        Headers given = Headers.of(
                "User-Agent", "me", "Accept-Encoding", "identity", "X-A", "1", "X-A", "2", "Content-Type", "text/x");
        ReceivedRequest sent = sent("PUT", "/", given, Optional.of("a"), bench);
        assertEquals(List.of("me"), sent.headers().all("User-Agent"));
        assertEquals(List.of("identity"), sent.headers().all("Accept-Encoding"));
        assertEquals(List.of("1", "2"), sent.headers().all("X-A"));
        assertEquals(List.of("text/x"), sent.headers().all("Content-Type"));
    }

    @ParameterizedTest
    @CsvSource({"GET, ", "PUT, a=b", "POST, ''", "DELETE, "})
    @Certifies(Rule.T6_3)
    void T6_3_nothingElseIsAdded(String method, String body, Bench bench) throws Exception {
        ReceivedRequest sent = sent(method, "/", Headers.none(), Optional.ofNullable(body), bench);
        List<String> added = sent.headerNames().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .filter(name -> !MAY_BE_ADDED.contains(name))
                .toList();
        assertEquals(List.of(), added, "headers that nobody asked for");
        assertEquals(1, sent.headers().all("Host").size(), "Host headers");
    }
}
