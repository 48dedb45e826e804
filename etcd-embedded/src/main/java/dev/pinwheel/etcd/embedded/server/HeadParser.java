package dev.pinwheel.etcd.embedded.server;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads one request up to its body. */
final class HeadParser {
    private final int maxLine;
    private final int maxHead;
    private final LineBuffer line = new LineBuffer();
    private final List<Header> fields = new ArrayList<>();
    private @Nullable RequestLine start;
    private int linesBefore;

    HeadParser(int maxLine, int maxHead) {
        this.maxLine = maxLine;
        this.maxHead = maxHead;
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
                    start = RequestLine.parse(text);
                } else if (text.isEmpty()) {
                    return Optional.of(RequestHead.of(start, new Headers(fields)));
                } else {
                    fields.add(field(text));
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

    private static Header field(String text) throws RefusedException {
        int colon = text.indexOf(':');
        if (colon < 0 || !Syntax.isToken(text.substring(0, colon))) {
            throw new RefusedException(Refusal.BAD_REQUEST);
        }
        String value = Syntax.trim(text.substring(colon + 1));
        if (!Syntax.isHeaderValue(value)) {
            throw new RefusedException(Refusal.badRequest("invalid header value"));
        }
        return new Header(text.substring(0, colon), value);
    }
}
