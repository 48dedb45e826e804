package dev.pinwheel.etcd.embedded.server;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * How an answer is put on the wire, by the rules of Go: small ones have a Content-Length, larger ones and streams come
 * in chunks.
 *
 * @param head as it is sent
 * @param shape how the body is sent
 * @param keepsAlive whether the connection goes on after the answer
 */
record Framing(String head, Shape shape, boolean keepsAlive) {
    // What Go's server holds back before it gives up on a Content-Length.
    private static final int MAX_WITH_LENGTH = 2_048;
    private static final byte[] CRLF = {'\r', '\n'};
    private static final byte[] LAST_CHUNK = {'0', '\r', '\n', '\r', '\n'};
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

    /** How the body is sent. */
    enum Shape {
        /** Not at all. */
        NOTHING,
        /** As it is. */
        PLAIN,
        /** As it is, and the connection closes behind it. */
        UNTIL_CLOSE,
        CHUNKED
    }

    /** The framing of an answer whose body is known. */
    static Framing ofWhole(ServerRequest request, ResponseHead head, int length) {
        if (length > MAX_WITH_LENGTH || isFramedAlready(head)) {
            return ofStream(request, head);
        }
        boolean unsaid = head.excludesBody() || (length == 0 && request.isHead());
        Headers headers = unsaid ? head.headers() : head.headers().with("Content-Length", Integer.toString(length));
        return of(request, head, headers, isBodiless(request, head) ? Shape.NOTHING : Shape.PLAIN);
    }

    /** The framing of an answer whose length is not known or does not matter. */
    static Framing ofStream(ServerRequest request, ResponseHead head) {
        if (isBodiless(request, head)) {
            return of(request, head, head.headers(), Shape.NOTHING);
        }
        if (isFramedAlready(head)) {
            return of(request, head, head.headers(), Shape.PLAIN);
        }
        if (request.version() == HttpVersion.HTTP_1_0) {
            return of(request, head, head.headers(), Shape.UNTIL_CLOSE);
        }
        return of(request, head, head.headers().with("Transfer-Encoding", "chunked"), Shape.CHUNKED);
    }

    /** The whole answer. */
    byte[] message(byte[] body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(head.length() + body.length + 16);
        out.writeBytes(headBytes());
        out.writeBytes(part(body));
        out.writeBytes(end());
        return out.toByteArray();
    }

    byte[] headBytes() {
        return head.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** What is sent for a part of the body. */
    byte[] part(byte[] body) {
        if (shape == Shape.NOTHING || body.length == 0) {
            return new byte[0];
        }
        if (shape != Shape.CHUNKED) {
            return body.clone();
        }
        ByteArrayOutputStream chunk = new ByteArrayOutputStream(body.length + 16);
        chunk.writeBytes(Integer.toHexString(body.length).getBytes(StandardCharsets.US_ASCII));
        chunk.writeBytes(CRLF);
        chunk.writeBytes(body);
        chunk.writeBytes(CRLF);
        return chunk.toByteArray();
    }

    /** What is sent behind the body. */
    byte[] end() {
        return shape == Shape.CHUNKED ? LAST_CHUNK.clone() : new byte[0];
    }

    private static Framing of(ServerRequest request, ResponseHead head, Headers headers, Shape shape) {
        boolean keepsAlive = shape != Shape.UNTIL_CLOSE
                && request.flaw().isEmpty()
                && clientKeepsAlive(request)
                && !head.headers().hasToken("Connection", "close");
        Headers all = withConnection(request, headers, keepsAlive);
        Headers dated = all.contains("Date") ? all : all.with("Date", DATE.format(ZonedDateTime.now(ZoneOffset.UTC)));
        StringBuilder text = new StringBuilder(request.version().text());
        text.append(' ').append(head.status()).append(' ').append(head.reason()).append("\r\n");
        for (Header header : dated.fields()) {
            text.append(header.name()).append(": ").append(header.value()).append("\r\n");
        }
        return new Framing(text.append("\r\n").toString(), shape, keepsAlive);
    }

    private static Headers withConnection(ServerRequest request, Headers headers, boolean keepsAlive) {
        boolean usual = keepsAlive == (request.version() == HttpVersion.HTTP_1_1);
        if (usual || headers.contains("Connection")) {
            return headers;
        }
        return headers.with("Connection", keepsAlive ? "keep-alive" : "close");
    }

    private static boolean clientKeepsAlive(ServerRequest request) {
        return request.version() == HttpVersion.HTTP_1_1
                ? !request.headers().hasToken("Connection", "close")
                : request.headers().hasToken("Connection", "keep-alive");
    }

    private static boolean isBodiless(ServerRequest request, ResponseHead head) {
        return request.isHead() || head.excludesBody();
    }

    private static boolean isFramedAlready(ResponseHead head) {
        return head.headers().contains("Content-Length") || head.headers().contains("Transfer-Encoding");
    }
}
