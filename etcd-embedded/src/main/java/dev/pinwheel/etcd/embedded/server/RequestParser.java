package dev.pinwheel.etcd.embedded.server;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the requests of one connection out of its bytes, in whatever pieces they come. It knows nothing of sockets.
 *
 * <p>Not thread-safe. After {@link Parsed.Refused} it must not be used any more.
 */
final class RequestParser {
    private final int maxHead;
    private final int maxBody;
    private HeadParser heads;
    private @Nullable RequestHead head;
    private @Nullable BodyParser bodies;

    private RequestParser(HeadParser first, int maxHead, int maxBody) {
        this.maxHead = maxHead;
        this.maxBody = maxBody;
        this.heads = first;
    }

    /** The requests of a cleartext connection. */
    static RequestParser ofCleartext(int maxFirstLine, int maxHead, int maxBody) {
        return new RequestParser(HeadParser.ofFirst(maxFirstLine, maxHead), maxHead, maxBody);
    }

    /** The requests of a connection that is known to carry HTTP/1. */
    static RequestParser ofTls(int maxHead, int maxBody) {
        return new RequestParser(HeadParser.ofAny(maxHead), maxHead, maxBody);
    }

    /** Takes bytes until there is something to say; what follows a request stays in the buffer. */
    Parsed parse(ByteBuffer in) {
        try {
            return head == null || bodies == null ? parseHead(in) : parseBody(in, head, bodies);
        } catch (RefusedException refused) {
            return new Parsed.Refused(refused.refusal());
        }
    }

    private Parsed parseHead(ByteBuffer in) throws RefusedException {
        Optional<RequestHead> complete = heads.parse(in);
        if (complete.isEmpty()) {
            return new Parsed.Incomplete();
        }
        RequestHead found = complete.get();
        BodyParser parser = found.newBodyParser(maxBody);
        head = found;
        bodies = parser;
        Parsed parsed = parseBody(in, found, parser);
        boolean mustAsk = parsed instanceof Parsed.Incomplete && found.expectsContinue();
        return mustAsk ? new Parsed.AwaitsContinue() : parsed;
    }

    private Parsed parseBody(ByteBuffer in, RequestHead found, BodyParser parser) {
        Optional<String> flaw = Optional.empty();
        try {
            if (!parser.parse(in)) {
                return new Parsed.Incomplete();
            }
        } catch (BrokenBodyException broken) {
            flaw = Optional.of(broken.complaint());
        }
        head = null;
        bodies = null;
        heads = HeadParser.ofAny(maxHead);
        Body body = parser.body();
        ServerRequest request = found.withBody(body.text(), flaw);
        return body.isTooLarge() ? new Parsed.BodyTooLarge(request) : new Parsed.Complete(request);
    }
}
