package dev.pinwheel.etcd.tck.server;

import dev.pinwheel.etcd.spi.Headers;
import java.util.Arrays;
import java.util.List;

/**
 * A request as it came over the wire.
 *
 * @param line the request line, without its line end
 * @param headers in the order of the wire
 * @param body without its framing, one character a byte
 */
public record ReceivedRequest(String line, Headers headers, String body) {

    static ReceivedRequest of(String head, String body) {
        List<String> lines = List.of(head.split("\r\n"));
        Headers headers =
                new Headers(lines.stream().skip(1).map(ReceivedRequest::field).toList());
        return new ReceivedRequest(lines.get(0), headers, body);
    }

    private static Headers.Field field(String line) {
        int colon = line.indexOf(':');
        return new Headers.Field(
                line.substring(0, colon), line.substring(colon + 1).strip());
    }

    /**
     * The method.
     *
     * @return the first word of the request line
     */
    public String method() {
        return word(0);
    }

    /**
     * Path and query.
     *
     * @return the second word of the request line, as sent
     */
    public String target() {
        return word(1);
    }

    /**
     * The names of all headers.
     *
     * @return in the order of the wire
     */
    public List<String> headerNames() {
        return headers.fields().stream().map(Headers.Field::name).toList();
    }

    private String word(int index) {
        return Arrays.asList(line.split(" ", 3)).get(index);
    }
}
