package dev.pinwheel.etcd.embedded.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FramingTest {
    private static final Headers DATED = Headers.of("Date", "today");

    @Test
    void aSmallAnswer_hasALength() {
        assertThat(message(get(Headers.NONE), ResponseHead.of(201, DATED), "body"))
                .isEqualTo("HTTP/1.1 201 Created\r\nDate: today\r\nContent-Length: 4\r\n\r\nbody");
    }

    @Test
    void aLargerAnswer_isChunked() {
        String body = "x".repeat(2_049);

        assertThat(message(get(Headers.NONE), ResponseHead.of(200, DATED), body))
                .isEqualTo("HTTP/1.1 200 OK\r\nDate: today\r\nTransfer-Encoding: chunked\r\n\r\n801\r\n" + body
                        + "\r\n0\r\n\r\n");
    }

    @Test
    void aLargerAnswer_toHttp10_endsWithTheConnection() {
        String body = "x".repeat(2_049);
        ServerRequest request = request("GET", HttpVersion.HTTP_1_0, Headers.of("Connection", "keep-alive"));

        assertThat(message(request, ResponseHead.of(200, DATED), body))
                .isEqualTo("HTTP/1.0 200 OK\r\nDate: today\r\n\r\n" + body);
        assertThat(Framing.ofWhole(request, ResponseHead.of(200, DATED), 2_049).keepsAlive())
                .isFalse();
    }

    @Test
    void head_hasTheLengthOfASmallBody_andNoBody() {
        ServerRequest head = request("HEAD", HttpVersion.HTTP_1_1, Headers.NONE);

        assertThat(message(head, ResponseHead.of(200, DATED), "body"))
                .isEqualTo("HTTP/1.1 200 OK\r\nDate: today\r\nContent-Length: 4\r\n\r\n");
        assertThat(message(head, ResponseHead.of(200, DATED), "x".repeat(3_000)))
                .isEqualTo("HTTP/1.1 200 OK\r\nDate: today\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 304})
    void whatNeverHasABody_hasNoLengthEither(int status) {
        assertThat(message(get(Headers.NONE), ResponseHead.of(status, DATED), "body"))
                .doesNotContain("Content-Length", "body");
    }

    @Test
    void aHeadMayLie() {
        Headers lie = DATED.with("Content-Length", "99");

        assertThat(message(get(Headers.NONE), ResponseHead.of(200, lie), "body"))
                .isEqualTo("HTTP/1.1 200 OK\r\nDate: today\r\nContent-Length: 99\r\n\r\nbody");
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP_1_1, x,             x,     true,  none",
        "HTTP_1_1, close,         x,     false, close",
        "HTTP_1_1, 'a, Close',    x,     false, close",
        "HTTP_1_1, x,             close, false, close",
        "HTTP_1_0, x,             x,     false, none",
        "HTTP_1_0, keep-alive,    x,     true,  keep-alive"
    })
    void theConnectionGoesOn_ifBothSidesWantIt(
            HttpVersion version, String asked, String answered, boolean goesOn, String said) {
        ServerRequest request = request("GET", version, Headers.of("Connection", asked));
        Headers headers = answered.equals("x") ? DATED : DATED.with("Connection", answered);

        Framing framing = Framing.ofWhole(request, ResponseHead.of(200, headers), 4);

        assertThat(framing.keepsAlive()).isEqualTo(goesOn);
        if (said.equals("none")) {
            assertThat(framing.head()).doesNotContain("Connection");
        } else {
            assertThat(framing.head()).containsOnlyOnce("Connection: " + said + "\r\n");
        }
    }

    @Test
    void anAnswer_isDated() {
        assertThat(message(get(Headers.NONE), ResponseHead.of(200, Headers.NONE), ""))
                .containsPattern("\r\nDate: [A-Z][a-z]{2}, \\d\\d [A-Z][a-z]{2} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT\r\n");
    }

    private static ServerRequest get(Headers headers) {
        return request("GET", HttpVersion.HTTP_1_1, headers);
    }

    private static ServerRequest request(String method, HttpVersion version, Headers headers) {
        return new ServerRequest(method, "/", version, headers, "");
    }

    private static String message(ServerRequest request, ResponseHead head, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
        return new String(Framing.ofWhole(request, head, bytes.length).message(bytes), StandardCharsets.ISO_8859_1);
    }
}
