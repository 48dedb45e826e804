package dev.pinwheel.etcd.tck.reference;

import dev.pinwheel.etcd.spi.Headers;
import dev.pinwheel.etcd.spi.HttpRequest;
import java.net.URI;
import java.util.Set;

/**
 * What a request is on the wire: everything verbatim, and only Host and Content-Length added (T6.2, T6.3).
 *
 * @param request what to send
 * @param flaws what is wrong
 */
record RequestText(HttpRequest request, Flaws flaws) {
    private static final Set<String> WITH_LENGTH = Set.of("PUT", "POST", "PATCH");

    /** Request line and headers, one character a byte. */
    String head() {
        StringBuilder head = new StringBuilder();
        head.append(request.method()).append(' ').append(target()).append(" HTTP/1.1\r\n");
        fields().fields()
                .forEach(field -> head.append(field.name())
                        .append(": ")
                        .append(field.value())
                        .append("\r\n"));
        return head.append("\r\n").toString();
    }

    private String target() {
        URI uri = flaws.has(Flaw.NORMALISES_PATHS) ? request.uri().normalize() : request.uri();
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String query = flaws.has(Flaw.DECODES_QUERIES) ? uri.getQuery() : uri.getRawQuery();
        return query == null ? path : path + "?" + query;
    }

    private Headers fields() {
        Headers fields = request.headers();
        if (fields.first("Host").isEmpty()) {
            fields = fields.with("Host", request.uri().getRawAuthority());
        }
        if (flaws.has(Flaw.ADDS_AN_ACCEPT_HEADER)) {
            fields = fields.with("Accept", "*/*");
        }
        byte[] body = request.body();
        boolean needsLength = WITH_LENGTH.contains(request.method()) && !flaws.has(Flaw.SENDS_EMPTY_WITHOUT_LENGTH);
        if (body != null || needsLength) {
            fields = fields.with("Content-Length", String.valueOf(body == null ? 0 : body.length));
        }
        return fields;
    }
}
