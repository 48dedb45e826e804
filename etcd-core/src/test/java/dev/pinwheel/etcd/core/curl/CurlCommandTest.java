package dev.pinwheel.etcd.core.curl;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pinwheel.etcd.spi.Headers;
import dev.pinwheel.etcd.spi.HttpRequest;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.json.JsonFactory;

class CurlCommandTest {
    private static final CurlCommand COMMAND = new CurlCommand(new Secrets(new JsonFactory()));

    @Test
    void aRead() {
        HttpRequest request = new HttpRequest(
                "GET",
                URI.create("http://[::1]:2379/v2/keys/a%20b?recursive=true&sorted=true"),
                Headers.of("Accept-Encoding", "identity", "User-Agent", "x", "X-More", "it's"),
                null);

        assertThat(COMMAND.of(request))
                .isEqualTo("curl -g 'http://[::1]:2379/v2/keys/a%20b?recursive=true&sorted=true'"
                        + " -H 'X-More: it'\\''s'");
    }

    @Test
    void head_isAskedFor_asCurlWantsIt() {
        assertThat(COMMAND.of(new HttpRequest("HEAD", URI.create("http://a/x"), Headers.of(), null)))
                .isEqualTo("curl -g --head 'http://a/x'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "it's $HOME `id` \"quoted\" \\ !! ; & | > * ? ~",
                "-n",
                "-v\n",
                "@file",
                "100%d \\n \\101",
                "two\nlines\r\n\ttab",
                "nul\0 bell\u0007 esc\u001b[31m del\u007f c1\u0085",
                "é 漢字 😀",
                "separators \u2028 \u2029",
                "replacement \uFFFD"
            })
    void anyBody_reachesCurl_byteForByte_throughOneLineOfShell(String body) throws IOException, InterruptedException {
        String line = COMMAND.of(request("/v2/x", "text/plain", body.getBytes(UTF_8)));

        assertThat(line.lines()).hasSize(1);
        assertThat(line.codePoints().noneMatch(Character::isISOControl)).isTrue();
        assertThat(bodyAsCurlSeesIt(line)).isEqualTo(body.getBytes(UTF_8));
    }

    @Test
    void bytesThatAreNoText_andBodiesTooLongForAnArgument_reachCurlToo() throws IOException, InterruptedException {
        byte[] bytes = "\u00ff\u00fe\u0080 %s \\".getBytes(ISO_8859_1);
        byte[] large = "value=%20'\\".repeat(20_000).getBytes(UTF_8);

        assertThat(bodyAsCurlSeesIt(COMMAND.of(request("/v2/x", "text/plain", bytes))))
                .isEqualTo(bytes);
        assertThat(bodyAsCurlSeesIt(COMMAND.of(request("/v2/x", "text/plain", large))))
                .isEqualTo(large);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "application/json | {\"user\":\"a\",\"password\":\"secret\"} | {\"user\":\"a\",\"password\":\"***\"}",
                "application/json | {\"a\":[{\"PassWord\":{\"b\":[\"secret\"]}},1.50]} | {\"a\":[{\"PassWord\":\"***\"},1.50]}",
                "application/json | {\"pass\\u0077ord\":\"secret\"} | {\"password\":\"***\"}",
                "text/plain | {\"password\":\"secret\"} | {\"password\":\"***\"}",
                "application/json | {\"password\":\"secret\" | ***",
                "application/json | {\"password\":\"secret\"} {} | ***",
                "application/json | {\"pass\\u0077ord\":\"secret\"} x | ***",
                "application/json | {\"value\":\"seen\"} | {\"value\":\"seen\"}",
                "application/x-www-form-urlencoded | value=seen&password=secret&x | value=seen&password=***&x",
                "application/x-www-form-urlencoded | p%61ssword=secret | p%61ssword=***",
                "application/x-www-form-urlencoded;a=b | %zz=1&Password=secret | %zz=1&Password=***",
                "text/plain | my password: secret | ***",
            })
    void E9_everyFieldNamedPassword_isMasked(String contentType, String body, String shown) {
        String line = COMMAND.of(request("/v2/auth/x", contentType, body.getBytes(UTF_8)));

        assertThat(line).endsWith(" --data-raw '" + shown + "'").doesNotContain("secret");
    }

    @Test
    void E9_headersAndQueries_areMasked() {
        HttpRequest request = new HttpRequest(
                "GET",
                URI.create("http://a/x?password=secret&y=1"),
                Headers.of("Authorization", "Basic c2VjcmV0"),
                null);

        assertThat(COMMAND.of(request)).isEqualTo("curl -g 'http://a/x?password=***&y=1' -H 'Authorization: ***'");
    }

    private static HttpRequest request(String path, String contentType, byte[] body) {
        return new HttpRequest(
                "PUT", URI.create("http://a:2379" + path), Headers.of("Content-Type", contentType), body);
    }

    /** Runs the line in a shell where curl is a function that writes the body it is given. */
    private static byte[] bodyAsCurlSeesIt(String line) throws IOException, InterruptedException {
        String function = "curl() { for last; do :; done; if [ \"$last\" = @- ]; then cat;"
                + " else printf %s \"$last\"; fi; }\n";
        Process shell = new ProcessBuilder("sh")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var input = shell.getOutputStream()) {
            input.write((function + line + "\n").getBytes(UTF_8));
        }
        byte[] output = shell.getInputStream().readAllBytes();
        assertThat(shell.waitFor()).isZero();
        return output;
    }
}
