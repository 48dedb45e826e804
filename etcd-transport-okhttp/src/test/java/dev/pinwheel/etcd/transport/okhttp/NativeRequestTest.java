package dev.pinwheel.etcd.transport.okhttp;

import static dev.pinwheel.etcd.tck.bench.Requests.get;
import static dev.pinwheel.etcd.tck.bench.Requests.request;
import static dev.pinwheel.etcd.tck.server.Scripts.answering;
import static dev.pinwheel.etcd.tck.server.Scripts.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pinwheel.etcd.spi.Headers;
import dev.pinwheel.etcd.spi.HttpRequest;
import dev.pinwheel.etcd.spi.TransportException;
import dev.pinwheel.etcd.spi.TransportException.Kind;
import dev.pinwheel.etcd.tck.bench.Bench;
import dev.pinwheel.etcd.tck.server.RawServer;
import dev.pinwheel.etcd.tck.server.ReceivedRequest;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules T6.2 and T6.3: word for word, or not at all. */
class NativeRequestTest {
    private final Bench bench = Given.bench();
    private RawServer server;

    @BeforeEach
    void serve() {
        server = bench.plain(answering(ok("")));
    }

    @AfterEach
    void close() throws InterruptedException {
        bench.close();
    }

    private void send(HttpRequest request) throws InterruptedException {
        bench.execute(bench.transport(), request).awaitBody();
    }

    private void assertRefused(HttpRequest request) throws InterruptedException {
        TransportException failure = bench.execute(bench.transport(), request).awaitFailure();
        assertThat(failure.kind()).as(failure.toString()).isEqualTo(Kind.OTHER);
        assertThat(failure.requestNotSent()).isTrue();
        assertThat(failure).hasCauseInstanceOf(IllegalArgumentException.class);
        assertThat(server.accepted().availablePermits()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v2/keys/a%2Fb%25c+d;e=f?wait=true&x=%C3%A9+%2B&x=1&empty=&bare",
                "/v2/keys//double//a/...//.b/b../c.d?",
                "/%E2%82%AC?%27%22%3c%3C",
                "/a?b?c/d/../e",
                "/~!$&'()*,:@=?-._~!$&()*,:@/;",
            })
    void T6_2_pathAndQueryGoOutVerbatim(String target) throws Exception {
        send(get(server.uri(target)));
        assertThat(server.requests().get(0).line()).isEqualTo("GET " + target + " HTTP/1.1");
    }

    @Test
    void T6_2_anEmptyPathIsASlash() throws Exception {
        send(get(server.uri("?q=1")));
        send(get(server.uri("")));
        assertThat(server.requests()).extracting(ReceivedRequest::target).containsExactly("/?q=1", "/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v2/keys/a/../b",
                "/v2/keys/a/%2e%2e/b",
                "/v2/keys/a/.%2E/b",
                "/v2/keys/./b",
                "/v2/keys/b/.",
                "/v2/keys/%2e",
                "/k?x='1'",
                "/\u00e9",
            })
    void T6_2_aUriThatOkHttpWouldRewrite_isRefused_andNeverSent(String target) throws Exception {
        assertRefused(get(server.uri(target)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "POST", "DELETE", "PATCH", "PROPFIND"})
    void T6_2_methodAndBodyGoOutVerbatim(String method) throws Exception {
        String body = "value=\u0000\u00ff%20+\r\n";
        send(request(method, server.uri("/k"), body));
        ReceivedRequest sent = server.requests().get(0);
        assertThat(sent.method()).isEqualTo(method);
        assertThat(sent.body()).isEqualTo(body);
        assertThat(sent.headers().all("Content-Length")).containsExactly(String.valueOf(body.length()));
        assertThat(sent.headers().first("Content-Type")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "POST", "PATCH"})
    void T6_2_anEmptyWriteHasALengthOfZero(String method) throws Exception {
        send(request(method, server.uri("/k"), null));
        send(request(method, server.uri("/k"), ""));
        assertThat(server.requests())
                .hasSize(2)
                .allSatisfy(
                        sent -> assertThat(sent.headers().all("Content-Length")).containsExactly("0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GET /other HTTP/1.1\r\nX:", "a b"})
    void aMethodThatIsNoToken_isRefused(String method) throws Exception {
        assertRefused(request(method, server.uri("/"), "x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void aReadWithABody_isRefused_sinceOkHttpCannotSendIt(String method) throws Exception {
        assertRefused(request(method, server.uri("/"), "x"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ws://127.0.0.1:1/", "ftp://127.0.0.1/", "mailto:a@b", "/relative", "http://under_score:1/"})
    void T6_4_aUriThatIsNotHttp_isRefused(String uri) throws Exception {
        assertRefused(get(URI.create(uri)));
    }

    @Test
    void T6_3_headersGoOutAsTheyAre_inOrder_withOnlyTheFramingAdded() throws Exception {
        Headers headers =
                Headers.of("User-Agent", "me", "Accept-Encoding", "br", "X-A", "1", "x-a", "2", "X-N", "\u00e9");
        send(request("GET", server.uri("/"), headers, null));
        ReceivedRequest sent = server.requests().get(0);
        assertThat(sent.headerNames())
                .containsExactly("User-Agent", "Accept-Encoding", "X-A", "x-a", "X-N", "Host", "Connection");
        assertThat(sent.headers().all("X-A")).isEqualTo(List.of("1", "2"));
        assertThat(sent.headers().first("Host")).contains(server.authority());
    }

    @Test
    void T3_7_gzipIsNeitherAskedForNorDecoded() throws Exception {
        RawServer zipping = bench.plain(answering(
                "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\n\u001f\u008b\b\u0000"));
        assertThat(bench.execute(bench.transport(), get(zipping.uri("/"))).awaitBody())
                .isEqualTo("\u001f\u008b\b\u0000");
        assertThat(zipping.requests().get(0).headers().first("Accept-Encoding")).contains("identity");
    }
}
