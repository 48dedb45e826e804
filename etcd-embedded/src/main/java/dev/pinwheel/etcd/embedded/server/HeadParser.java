package dev.pinwheel.etcd.embedded.server;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads one request up to its body. */
final class HeadParser {
    private final boolean opensConnection;
    private final int maxLine;
    private final int maxHead;
    private final LineBuffer line = new LineBuffer();
    private final List<Header> fields = new ArrayList<>();
    private @Nullable RequestLine start;
    private int linesBefore;

    private HeadParser(boolean opensConnection, int maxLine, int maxHead) {
        this.opensConnection = opensConnection;
        this.maxLine = maxLine;
        this.maxHead = maxHead;
    }

    /** Reads any request. */
    static HeadParser ofAny(int maxHead) {
        return new HeadParser(false, Integer.MAX_VALUE, maxHead);
    }

    /**
     * Reads the first request of a cleartext connection: by its first line etcd tells HTTP/1 from HTTP/2, and where it
     * finds neither, it hangs up.
     */
    static HeadParser ofFirst(int maxLine, int maxHead) {
        return new HeadParser(true, maxLine, maxHead);
    }

    /** Takes bytes up to the end of the head, and returns it once it is complete. */
    Optional<RequestHead> parse(ByteBuffer in) throws RefusedException {
        while (in.hasRemaining()) {
            boolean complete = line.take(in);
            checkLimits();
            if (complete) {
                linesBefore += line.size();
                String text = line.next();
                if (start == null) {
                    start = start(text);
                } else if (text.isEmpty()) {
                    return Optional.of(RequestHead.of(start, new Headers(named())));
                } else {
                    take(text);
                }
            }
        }
        return Optional.empty();
    }

    private void checkLimits() throws RefusedException {
        if (start == null && line.length() > maxLine) {
            throw new RefusedException(new Refusal.Reset());
        }
        if (linesBefore + line.size() > maxHead) {
            throw new RefusedException(
                    new Refusal.Told("431 Request Header Fields Too Large", "431 Request Header Fields Too Large"));
        }
    }

    private RequestLine start(String text) throws RefusedException {
        if (opensConnection && !RequestLine.isHttp1(text)) {
            throw new RefusedException(new Refusal.HangUp());
        }
        return RequestLine.parse(text);
    }

    /** Takes a line of a field. As Go does, one without a name is passed over. */
    private void take(String text) throws RefusedException {
        if (!Syntax.isContinuation(text)) {
            fields.add(field(text));
        } else if (fields.isEmpty()) {
            throw new RefusedException(Refusal.BAD_REQUEST);
        } else {
            Header begun = fields.remove(fields.size() - 1);
            fields.add(new Header(begun.name(), sound(Syntax.trim(begun.value() + " " + Syntax.trim(text)))));
        }
    }

    private List<Header> named() {
        return fields.stream().filter(field -> !field.name().isEmpty()).toList();
    }

    private static Header field(String text) throws RefusedException {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new RefusedException(Refusal.BAD_REQUEST);
        }
        String name = text.substring(0, colon);
        if (!name.isEmpty() && !Syntax.isToken(name)) {
            throw new RefusedException(Refusal.badRequest("invalid header name"));
        }
        return new Header(name, sound(Syntax.trim(text.substring(colon + 1))));
    }

    private static String sound(String value) throws RefusedException {
        if (!Syntax.isHeaderValue(value)) {
            throw new RefusedException(Refusal.badRequest("invalid header value"));
        }
        return value;
    }
}
