package dev.pinwheel.etcd.embedded;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.pinwheel.etcd.embedded.fault.Fault;
import dev.pinwheel.etcd.embedded.fault.Fault.BodyFraming;
import dev.pinwheel.etcd.embedded.fault.Injection;
import dev.pinwheel.etcd.embedded.request.Requests;
import dev.pinwheel.etcd.embedded.server.Headers;
import dev.pinwheel.etcd.embedded.server.Wiretap;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each fault as a client sees it on the wire, and which of them strikes. */
final class FaultsTest {
    private static final int A_WHILE = 200;
    private static final String KEY = "/v2/keys/k";
    private static final String HEAD_END = "\r\n\r\n";

    private final EmbeddedEtcd etcd = EmbeddedEtcd.start(2);
    private final EmbeddedMember member = etcd.members().get(0);
    private final URI uri = member.uri();
    private final Faults faults = etcd.faults();

    @AfterEach
    void close() {
        etcd.close();
    }

    @Test
    void resetBeforeResponse_applyingNothing() throws Exception {
        seen(Fault.resetBeforeResponse(), "<reset>");
        assertThat(isWritten()).isFalse();
    }

    @Test
    void resetAfterApplying() throws Exception {
        seen(Fault.resetAfterApplying(), "<reset>");
        assertThat(isWritten()).isTrue();
    }

    @Test
    void garbage_applyingNothing() throws Exception {
        seen(Fault.garbage(new byte[] {0, (byte) 0xff, '\n'}), "\u0000\u00ff\n<end>");
        assertThat(isWritten()).isFalse();
    }

    @Test
    void stallBeforeHead_applyingNothing_andResetAtTheEnd() throws Exception {
        Injection stall = faults.next(1).inject(Fault.stallBeforeHead());
        try (Wiretap client = new Wiretap(uri)) {
            client.put(KEY, "value=x");
            assertThat(client.isSilentFor(A_WHILE)).isTrue();
            stall.cancel();
            assertThat(client.rest()).isEqualTo("<reset>");
        }
        assertThat(isWritten()).isFalse();
    }

    @Test
    void stallAfterApplying() throws Exception {
        faults.next(1).inject(Fault.stallAfterApplying());
        try (Wiretap client = new Wiretap(uri)) {
            client.put(KEY, "value=x");
            assertThat(client.isSilentFor(A_WHILE)).isTrue();
            assertThat(isWritten()).isTrue();
            faults.clear();
            assertThat(client.rest()).isEqualTo("<reset>");
        }
    }

    @Test
    void stallInHead() throws Exception {
        faults.next(1).inject(Fault.stallInHead());
        try (Wiretap client = new Wiretap(uri)) {
            client.put(KEY, "value=x");
            assertThat(client.readThrough(": a")).isEqualTo("HTTP/1.1 201 Created\r\nContent-Type: a");
            assertThat(client.isSilentFor(A_WHILE)).isTrue();
            faults.clear();
            assertThat(client.rest()).isEqualTo("<reset>");
        }
        assertThat(isWritten()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void stalledConnections_takeNoThread_andEndWithTheMember(boolean byKill) throws Exception {
        faults.always().inject(Fault.stallBeforeHead());
        int threads = Threads.ofClusters().size();
        try (Wiretap one = new Wiretap(uri);
                Wiretap other = new Wiretap(uri)) {
            one.get(KEY);
            other.get(KEY);
            assertThat(one.isSilentFor(A_WHILE)).isTrue();
            assertThat(Threads.ofClusters()).hasSize(threads);
            if (byKill) {
                member.kill();
            } else {
                etcd.close();
            }
            assertThat(one.rest()).isEqualTo("<reset>");
            assertThat(other.rest()).isEqualTo("<reset>");
        }
    }

    @Test
    void truncateBody_shortOfItsLength() throws Exception {
        faults.next(1).inject(Fault.truncateBody(BodyFraming.CONTENT_LENGTH));
        try (Wiretap client = new Wiretap(uri)) {
            client.put(KEY, "value=x");
            String head = client.readThrough(HEAD_END);
            int length = Integer.parseInt(head.replaceAll("(?s).*Content-Length: (\\d+).*", "$1"));
            assertThat(client.rest())
                    .hasSize(length / 2 + "<end>".length())
                    .startsWith("{\"action\"")
                    .endsWith("<end>");
        }
        assertThat(isWritten()).isTrue();
    }

    @Test
    void truncateBody_shortOfItsLastChunk() throws Exception {
        faults.next(1).inject(Fault.truncateBody(BodyFraming.CHUNKED));
        try (Wiretap client = new Wiretap(uri)) {
            client.put(KEY, "value=x");
            assertThat(client.readThrough(HEAD_END)).contains("Transfer-Encoding: chunked");
            String chunk = client.rest();
            int length = Integer.parseInt(chunk.substring(0, chunk.indexOf('\r')), 16);
            assertThat(chunk.substring(chunk.indexOf('\n') + 1))
                    .hasSize(length + "\r\n<end>".length())
                    .endsWith("\r\n<end>");
        }
    }

    @Test
    void truncateBody_ofAWatch_leavesItsHead() throws Exception {
        faults.next(1).inject(Fault.truncateBody(BodyFraming.CHUNKED));
        try (Wiretap client = new Wiretap(uri)) {
            client.get(KEY + "?wait=true");
            client.readThrough(HEAD_END);
            assertThat(client.rest()).isEqualTo("<end>");
        }
    }

    @Test
    void slowDrip_ofHeadAndBody_thenAsFastAsEver() throws Exception {
        faults.next(1).inject(Fault.slowDrip(40, Duration.ofMillis(20)));
        try (Wiretap client = new Wiretap(uri)) {
            long start = System.nanoTime();
            client.put(KEY, "value=x");
            int length = client.readThrough(HEAD_END).length()
                    + client.readThrough("}}").length();
            Duration taken = Duration.ofNanos(System.nanoTime() - start);
            assertThat(taken).isGreaterThanOrEqualTo(Duration.ofMillis(20L * ((length - 1) / 40)));
            faults.next(1).inject(Fault.answer(200, "x".repeat(100_000)));
            client.get(KEY);
            assertThat(client.readThrough("0" + HEAD_END)).hasSizeGreaterThan(100_000); // 50 s at 40 bytes
        }
    }

    @Test
    void slowDrip_ofAWatch() throws Exception {
        faults.next(1).inject(Fault.slowDrip(40, Duration.ofMillis(10)));
        try (Wiretap client = new Wiretap(uri)) {
            client.get(KEY + "?wait=true");
            client.readThrough(HEAD_END);
            new Http().put(uri, "/k", "value=x");
            assertThat(client.readThrough("0" + HEAD_END)).contains("\"value\":\"x\"");
        }
    }

    @Test
    void anAnswerOfChoice_applyingNothing_andTheConnectionGoesOn() throws Exception {
        Headers headers = Headers.of("Retry-After", "3").with("Date", "d");
        faults.next(1).inject(Fault.answer(503, headers, "busy".getBytes(ISO_8859_1)));
        try (Wiretap client = new Wiretap(uri)) {
            client.put(KEY, "value=x");
            assertThat(client.readThrough("busy"))
                    .isEqualTo("HTTP/1.1 503 Service Unavailable\r\nRetry-After: 3\r\nDate: d\r\n"
                            + "Content-Length: 4\r\n\r\nbusy");
            client.get(KEY);
            assertThat(client.answer()).startsWith("404 Not Found|");
        }
    }

    @Test
    void redirect_applyingNothing() throws Exception {
        faults.next(1).inject(Fault.redirect(307, "http://elsewhere.test/v2/keys/k"));
        try (Wiretap client = new Wiretap(uri)) {
            client.put(KEY, "value=x");
            assertThat(client.readThrough(HEAD_END))
                    .startsWith("HTTP/1.1 307 Temporary Redirect\r\nLocation: http://elsewhere.test/v2/keys/k\r\n");
        }
        assertThat(isWritten()).isFalse();
    }

    @Test
    void hugeBody_thatSaysItsLength() throws Exception {
        faults.next(1).inject(Fault.hugeBody(10_000_000_000L, BodyFraming.CONTENT_LENGTH));
        try (Wiretap client = new Wiretap(uri)) {
            client.get(KEY);
            assertThat(client.readThrough(HEAD_END)).contains("Content-Length: 10000000000\r\n");
            assertThat(client.read(20_000_000)).startsWith("{\"action\":\"xxx").endsWith("xxx");
        }
        assertThat(new Http().get(uri, "/k").statusCode()).isEqualTo(404); // the member still serves others
    }

    @Test
    void hugeBody_inChunks_toItsEnd() throws Exception {
        faults.next(1).inject(Fault.hugeBody(3_000_000, BodyFraming.CHUNKED));
        try (Wiretap client = new Wiretap(uri)) {
            client.get(KEY);
            assertThat(client.readThrough(HEAD_END)).contains("Transfer-Encoding: chunked");
            String body = client.readThrough("0" + HEAD_END);
            assertThat(body.chars().filter(c -> c == 'x').count()).isEqualTo(3_000_000 - "{\"action\":\"".length());
            client.get(KEY);
            assertThat(client.readThrough(HEAD_END)).startsWith("HTTP/1.1 404");
        }
    }

    @Test
    void resetOnConnect_asOftenAsSaid() throws Exception {
        Injection injection = faults.next(2).on(member).inject(Fault.resetOnConnect());
        for (int i = 0; i < 2; i++) {
            try (Wiretap client = new Wiretap(uri)) {
                assertThat(client.rest()).isEqualTo("<reset>");
            }
        }
        assertThat(injection.hits()).isEqualTo(2);
        assertThat(new Http().get(uri, "/k").statusCode()).isEqualTo(404);
    }

    @Test
    void refuse_isASystemsRefusal_andSparesOpenConnections() throws Exception {
        try (Wiretap open = new Wiretap(uri)) {
            Injection refusal = faults.always().on(member).inject(Fault.refuse());

            assertThatThrownBy(() -> connect(uri)).isInstanceOf(ConnectException.class);
            open.get(KEY);
            assertThat(open.answer()).startsWith("404");
            assertThatCode(() -> connect(etcd.endpoints().get(1))).doesNotThrowAnyException();

            refusal.cancel();
            assertThatCode(() -> connect(uri)).doesNotThrowAnyException();
        }
    }

    @Test
    void refuse_outlastsARestart_andAwaitsAResume() throws Exception {
        faults.always().on(member).inject(Fault.refuse());
        member.kill();
        member.restart();
        assertThatThrownBy(() -> connect(uri)).isInstanceOf(ConnectException.class);

        member.pause();
        faults.clear();
        assertThatThrownBy(() -> connect(uri)).isInstanceOf(ConnectException.class);
        member.resume();
        assertThat(new Http().get(uri, "/k").statusCode()).isEqualTo(404);
    }

    @Test
    void refuse_freesThePortAtTheEnd() {
        faults.always().inject(Fault.refuse());
        etcd.close();

        EmbeddedEtcd.builder().port(uri.getPort()).start().close();
    }

    @Test
    void theFirstThatFitsStrikes_untilItIsUsedUp() throws Exception {
        Injection teapots = faults.next(2).matching(Requests.path(KEY)).inject(Fault.answer(418, ""));
        Injection others = faults.always().inject(Fault.answer(500, ""));
        Http http = new Http();

        assertThat(http.get(uri, "/k").statusCode()).isEqualTo(418);
        assertThat(http.get(uri, "/other").statusCode()).isEqualTo(500);
        assertThat(teapots.remaining()).hasValue(1);
        assertThat(http.get(etcd.endpoints().get(1), "/k").statusCode()).isEqualTo(418);
        assertThat(http.get(uri, "/k").statusCode()).isEqualTo(500);

        assertThat(teapots.hits()).isEqualTo(2);
        assertThat(teapots.remaining()).hasValue(0);
        assertThat(others.hits()).isEqualTo(2);
        assertThat(others.remaining()).isEqualTo(OptionalInt.empty());
        assertThat(teapots).hasToString("Answer[418] for path /v2/keys/k, 2 hits");
    }

    @Test
    void onlyWhatFitsIsStruck() throws Exception {
        faults.always()
                .on(member)
                .matching(Requests.method("PUT")
                        .withPathBelow("/v2/keys/dir")
                        .withParameter("value", "a b")
                        .with(request -> !request.parameters().containsKey("ttl")))
                .inject(Fault.answer(418, ""));
        Http http = new Http();

        assertThat(http.put(uri, "/dir/k", "value=a+b").statusCode()).isEqualTo(418);
        assertThat(http.put(uri, "/dir/k", "value=a+b&ttl=5").statusCode()).isEqualTo(201);
        assertThat(http.put(uri, "/dir/k", "value=c").statusCode()).isEqualTo(200);
        assertThat(http.put(uri, "/dirs", "value=a+b").statusCode()).isEqualTo(201);
        assertThat(http.get(uri, "/dir/k").statusCode()).isEqualTo(200);
        assertThat(http.put(etcd.endpoints().get(1), "/dir/k", "value=a+b").statusCode())
                .isEqualTo(200);
    }

    @Test
    void clear_leavesNothing() throws Exception {
        Injection injection = faults.next(5).inject(Fault.answer(418, ""));
        faults.clear();

        assertThat(new Http().get(uri, "/k").statusCode()).isEqualTo(404);
        assertThat(injection.remaining()).hasValue(0);
        assertThat(injection.hits()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void aFaultStrikesOnceAtLeast(int count) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> faults.next(count))
                .withMessage("count is " + count + "; give at least 1, or use always()");
    }

    @Test
    void membersOfOthers_andThoseThatAreGone_areRefused() throws Exception {
        try (EmbeddedEtcd other = EmbeddedEtcd.start(1)) {
            EmbeddedMember stranger = other.members().get(0);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> faults.next(1).on(stranger))
                    .withMessageContaining(stranger.uri().toString());
        }
        String listing = new Http().ask(uri, "/v2/members").body();
        String id = listing.replaceFirst("(?s).*\"id\":\"([0-9a-f]+)\",\"name\":\"m2\".*", "$1");
        new Http().sendPath("DELETE", uri, "/v2/members/" + id);
        await().untilAsserted(() -> assertThatIllegalArgumentException()
                .isThrownBy(() -> faults.next(1).on(etcd.members().get(1)))
                .withMessageContaining("m2")
                .withMessageContaining("removed"));
    }

    @Test
    void faultsOfConnections_cannotMatchRequests_norRefusalsBeCounted() {
        Faults.Plan matching = faults.always().matching(Requests.method("PUT"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> matching.inject(Fault.resetOnConnect()))
                .withMessageContaining("leave matching(method PUT) out");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> faults.next(1).inject(Fault.refuse()))
                .withMessageContaining("use always()");
    }

    @Test
    void argumentsOutOfRange_areRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Fault.slowDrip(0, Duration.ofSeconds(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> Fault.slowDrip(1, Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> Fault.hugeBody(0, BodyFraming.CHUNKED));
        assertThatIllegalArgumentException().isThrownBy(() -> Fault.answer(100, ""));
        assertThatIllegalArgumentException().isThrownBy(() -> Fault.redirect(200, "/"));
        assertThatIllegalArgumentException().isThrownBy(() -> Fault.redirect(301, "/\r\nX: y"));
        assertThatIllegalArgumentException().isThrownBy(() -> Requests.path("k"));
    }

    private void seen(Fault fault, String expected) throws Exception {
        Injection injection = faults.next(1).inject(fault);
        try (Wiretap client = new Wiretap(uri)) {
            client.put(KEY, "value=x");
            assertThat(client.rest()).isEqualTo(expected);
        }
        assertThat(injection.hits()).isEqualTo(1);
    }

    private boolean isWritten() throws Exception {
        return new Http().get(etcd.endpoints().get(1), "/k").statusCode() == 200;
    }

    private static void connect(URI uri) throws Exception {
        new Socket(uri.getHost(), uri.getPort()).close();
    }
}
