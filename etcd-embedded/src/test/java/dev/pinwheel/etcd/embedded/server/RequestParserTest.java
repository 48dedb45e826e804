package dev.pinwheel.etcd.embedded.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestParserTest {
    private static final int MAX_LINE = 40;
    private static final int MAX_HEAD = 200;
    private static final int MAX_BODY = 12;
    private static final String HOST = "Host: x\r\n";

    @Test
    void aRequest_isTakenAsItCame() {
        List<Parsed> parsed = parse(
                "PUT /caf\u00c3\u00a9?a=%zz&& HTTP/1.1\r\nHost: x\r\nx-A:  1 \r\nX-a: 2\r\nContent-Length: 3\r\n\r\n\u0000\u00ffz");

        assertThat(parsed)
                .containsExactly(new Parsed.Complete(new ServerRequest(
                        "PUT",
                        "/caf\u00c3\u00a9?a=%zz&&",
                        HttpVersion.HTTP_1_1,
                        new Headers(List.of(
                                new Header("Host", "x"),
                                new Header("x-A", "1"),
                                new Header("X-a", "2"),
                                new Header("Content-Length", "3"))),
                        "\u0000\u00ffz")));
    }

    @Test
    void requestsBehindEachOther_areParsedOneByOne() {
        String first = "GET /a HTTP/1.1\r\n" + HOST + "\r\n";
        String second = "PUT /b HTTP/1.1\r\n" + HOST + "Content-Length: 1\r\n\r\nx";

        assertThat(targets(parse(first + second + first))).containsExactly("/a", "/b", "/a");
    }

    @Test
    void linesMayEndWithoutCarriageReturn() {
        assertThat(targets(parse("GET /a HTTP/1.1\nHost: x\n\n"))).containsExactly("/a");
    }

    @Test
    void http10_needsNoHost() {
        assertThat(targets(parse("GET /a HTTP/1.0\r\n\r\n"))).containsExactly("/a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5\r\nvalue\r\n1\r\n=\r\n0\r\n\r\n",
                "6;ext=1\r\nvalue=\r\n000\r\nTrailer: t\r\n\r\n",
                "6\nvalue=\n0\n\n"
            })
    void chunks_arePutTogether(String chunks) {
        List<Parsed> parsed = parse("PUT /a HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n" + chunks);

        assertThat(bodies(parsed)).containsExactly("value=");
    }

    @ParameterizedTest
    @CsvSource({
        "x~,                   '',   invalid byte in chunk length",
        "' 1~',                '',   invalid byte in chunk length",
        "-1~,                  '',   invalid byte in chunk length",
        "2~ab~x~,              ab,   invalid byte in chunk length",
        "1~ab~,                a,    malformed chunked encoding",
        "fffffffffffffffff~,   '',   http chunk length too large"
    })
    void chunksThatAreNone_areAFlawOfTheBody(String chunks, String body, String flaw) {
        List<Parsed> parsed = parse(
                "PUT /a HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n" + chunks.replace("~", "\r\n"));

        assertThat(parsed).first().isInstanceOfSatisfying(Parsed.Complete.class, complete -> {
            assertThat(complete.request().body()).isEqualTo(body);
            assertThat(complete.request().flaw()).contains(flaw);
        });
    }

    @Test
    void aChunkLine_thatIsTooLong_isAFlawOfTheBody() {
        String line = "1;" + "x".repeat(5_000);

        assertThat(parse("PUT /a HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n" + line))
                .first()
                .isInstanceOfSatisfying(
                        Parsed.Complete.class,
                        complete -> assertThat(complete.request().flaw()).contains("header line too long"));
    }

    @Test
    void noDigits_endAChunkedBody() {
        String head = "PUT /a HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n";

        assertThat(bodies(parse(head + "1\r\na\r\n\r\n\r\n"))).containsExactly("a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "G{T /a HTTP/1.1\r\n",
                "GET /a\u0001 HTTP/1.1\r\n",
                "GET a HTTP/1.1\r\n",
                "GET ** HTTP/1.1\r\n",
                "GET /a HTTP/1.1\r\nno colon\r\n",
                "GET /a HTTP/1.1\r\n folded\r\n",
                "GET /a HTTP/1.1\r\nHost: x\r\nHost: x\r\n\r\n",
                "PUT /a HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
                "PUT /a HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n"
            })
    void whatIsNoRequest_isRefused(String bytes) {
        assertThat(parse(bytes)).containsExactly(new Parsed.Refused(Refusal.BAD_REQUEST));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /a b HTTP/1.1\r\n",
                "GET  /a HTTP/1.1\r\n",
                "GET /a HTTP/1.1 \r\n",
                "GET /a\r\n",
                "GET /a HTTP/1.x\r\n",
                "GET /a http/1.1\r\n",
                "GET /a HTTP/2.0\r\n",
                "SSH-2.0-OpenSSH_9.2\r\n",
                "\r\n"
            })
    void aConnectionThatDoesNotBeginAsHttp1_isHungUpOn(String bytes) {
        assertThat(parse(bytes)).containsExactly(new Parsed.Refused(new Refusal.HangUp()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /a b HTTP/1.1\r\n", "GET /a\r\n", "\r\n"})
    void aLaterRequestThatIsNone_isToldSo(String bytes) {
        assertThat(parse("GET / HTTP/1.1\r\n" + HOST + "\r\n" + bytes))
                .last()
                .isEqualTo(new Parsed.Refused(Refusal.BAD_REQUEST));
    }

    @Test
    void aFoldedHeader_isOne_andOneWithoutANameIsNone() {
        List<Parsed> parsed = parse("GET /a HTTP/1.1\r\n" + HOST + ": x\r\nX-A: 1\r\n  2 \r\n\t3\r\n\r\n");

        assertThat(parsed)
                .containsExactly(new Parsed.Complete(new ServerRequest(
                        "GET",
                        "/a",
                        HttpVersion.HTTP_1_1,
                        new Headers(List.of(new Header("Host", "x"), new Header("X-A", "1 2 3"))),
                        "")));
    }

    @Test
    void anEmptyContentLength_isNone() {
        assertThat(bodies(parse("PUT /a HTTP/1.1\r\n" + HOST + "Content-Length:\r\n\r\n")))
                .containsExactly("");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /a HTTP/1.1                                                | 400 Bad Request: missing required Host header",
                "GET /a HTTP/1.1~Host: x y                                      | 400 Bad Request: malformed Host header",
                "GET /a HTTP/1.1~Name : x                                       | 400 Bad Request: invalid header name",
                "GET / HTTP/1.1~Host: x~~GET /a HTTP/2.0~Host: x                | 505 HTTP Version Not Supported: unsupported protocol version",
                "PUT /a HTTP/1.1~Host: x~Expect: wonders                        | 417 Expectation Failed",
                "PUT /a HTTP/1.1~Host: x~Transfer-Encoding: gzip                | 501 Not Implemented"
            })
    void whatIsNotUnderstood_isRefusedWithAReason(String lines, String status) {
        List<Parsed> parsed = parse(lines.strip().replace("~", "\r\n") + "\r\n\r\n");

        assertThat(parsed)
                .last()
                .isInstanceOfSatisfying(
                        Parsed.Refused.class,
                        refused -> assertThat(refused.refusal())
                                .isInstanceOfSatisfying(
                                        Refusal.Told.class,
                                        told -> assertThat(told.status()).isEqualTo(status)));
    }

    @Test
    void theFirstLine_mayBeAsLongAsItsLimit_andNotLonger() {
        String fits = "/" + "x".repeat(MAX_LINE - "GET / HTTP/1.1".length());
        String rest = " HTTP/1.1\r\n" + HOST + "\r\n";

        assertThat(targets(parse("GET " + fits + rest))).containsExactly(fits);
        assertThat(parse("GET " + fits + "x" + rest)).containsExactly(new Parsed.Refused(new Refusal.Reset()));
        assertThat(parse("x".repeat(MAX_LINE + 1))).containsExactly(new Parsed.Refused(new Refusal.Reset()));
    }

    @Test
    void laterLines_mayBeLonger() {
        String longer = "/" + "x".repeat(MAX_LINE);
        String first = "GET / HTTP/1.1\r\n" + HOST + "\r\n";

        assertThat(targets(parse(first + "GET " + longer + " HTTP/1.1\r\n" + HOST + "\r\n")))
                .containsExactly("/", longer);
    }

    @Test
    void aHeadThatIsTooLong_isRefused() {
        assertThat(parse("GET / HTTP/1.1\r\nX: " + "x".repeat(MAX_HEAD)))
                .singleElement()
                .isInstanceOfSatisfying(
                        Parsed.Refused.class,
                        refused -> assertThat(refused.refusal())
                                .hasToString(
                                        "Told[status=431 Request Header Fields Too Large, body=431 Request Header Fields Too Large]"));
    }

    @Test
    void aBodyThatIsTooLong_isReadToItsEnd() {
        String head = "PUT /a HTTP/1.1\r\n" + HOST + "Content-Length: " + (MAX_BODY + 1) + "\r\n\r\n";
        String next = "GET /b HTTP/1.1\r\n" + HOST + "\r\n";

        List<Parsed> parsed = parse(head + "x".repeat(MAX_BODY + 1) + next);

        assertThat(parsed).hasSize(2);
        assertThat(parsed.get(0))
                .isInstanceOfSatisfying(
                        Parsed.BodyTooLarge.class,
                        tooLarge -> assertThat(tooLarge.request().body()).isEmpty());
        assertThat(targets(parsed)).containsExactly("/b");
    }

    @Test
    void whoExpectsIt_isToldToGoOn_unlessTheBodyIsThereAlready() {
        String head = "PUT /a HTTP/1.1\r\n" + HOST + "Expect: 100-Continue\r\nContent-Length: 1\r\n\r\n";

        assertThat(parse(head)).containsExactly(new Parsed.AwaitsContinue());
        assertThat(bodies(parse(head + "x"))).containsExactly("x");
    }

    @Property
    void anySplitOfTheBytes_givesTheSame(@ForAll("scripts") List<String> script, @ForAll("cuts") List<Integer> cuts) {
        String bytes = String.join("", script);

        assertThat(parse(bytes, cuts)).isEqualTo(parse(bytes));
    }

    @Provide
    Arbitrary<List<String>> scripts() {
        return Arbitraries.of(
                        "GET /a HTTP/1.1\r\nHost: x\r\n\r\n",
                        "PUT /b HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nv\r\n\r\n",
                        "PUT /c HTTP/1.1\nHost: x\nTransfer-Encoding: chunked\n\n3\r\nabc\r\nA\r\n0123456789\r\n0\r\n\r\n",
                        "PUT /d HTTP/1.0\r\nContent-Length: 13\r\n\r\n0123456789abc",
                        "GET /" + "x".repeat(MAX_LINE) + " HTTP/1.1\r\nHost: x\r\n\r\n",
                        "GET /\u00ff HTTP/1.1\r\nHost: x\r\nX: " + "x".repeat(MAX_HEAD) + "\r\n\r\n",
                        "GET  HTTP/1.1\r\n\r\n")
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    @Provide
    Arbitrary<List<Integer>> cuts() {
        return Arbitraries.integers().between(1, 60).list().ofMaxSize(30);
    }

    private static List<Parsed> parse(String bytes) {
        return parse(bytes, List.of());
    }

    /** Parses bytes in pieces of these lengths and what is left, up to the first refusal. */
    private static List<Parsed> parse(String bytes, List<Integer> lengths) {
        RequestParser parser = RequestParser.ofCleartext(MAX_LINE, MAX_HEAD, MAX_BODY);
        List<Parsed> parsed = new ArrayList<>();
        int start = 0;
        for (int length : lengths) {
            int end = Math.min(start + length, bytes.length());
            feed(parser, bytes.substring(start, end), parsed);
            start = end;
        }
        feed(parser, bytes.substring(start), parsed);
        return parsed;
    }

    private static void feed(RequestParser parser, String bytes, List<Parsed> parsed) {
        ByteBuffer in = ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1));
        while (in.hasRemaining() && parsed.stream().noneMatch(Parsed.Refused.class::isInstance)) {
            Parsed next = parser.parse(in);
            if (!(next instanceof Parsed.Incomplete)) {
                parsed.add(next);
            }
        }
    }

    private static List<ServerRequest> requests(List<Parsed> parsed) {
        return parsed.stream()
                .filter(Parsed.Complete.class::isInstance)
                .map(complete -> ((Parsed.Complete) complete).request())
                .toList();
    }

    private static List<String> targets(List<Parsed> parsed) {
        return requests(parsed).stream().map(ServerRequest::target).toList();
    }

    private static List<String> bodies(List<Parsed> parsed) {
        return requests(parsed).stream().map(ServerRequest::body).toList();
    }
}
