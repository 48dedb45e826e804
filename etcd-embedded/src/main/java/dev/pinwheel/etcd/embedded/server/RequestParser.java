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
    /** For a request line that may be as long as the whole head. */
    static final int UNLIMITED = Integer.MAX_VALUE;

    private final int maxHead;
    private final int maxBody;
    private HeadParser heads;
    private @Nullable RequestHead head;
    private @Nullable BodyParser bodies;

    RequestParser(int maxFirstLine, int maxHead, int maxBody) {
        this.maxHead = maxHead;
        this.maxBody = maxBody;
        this.heads = new HeadParser(maxFirstLine, maxHead);
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

    private Parsed parseBody(ByteBuffer in, RequestHead found, BodyParser parser) throws RefusedException {
        if (!parser.parse(in)) {
            return new Parsed.Incomplete();
        }
        head = null;
        bodies = null;
        heads = new HeadParser(UNLIMITED, maxHead);
        Body body = parser.body();
        ServerRequest request = found.withBody(body.text());
        return body.isTooLarge() ? new Parsed.BodyTooLarge(request) : new Parsed.Complete(request);
    }
}
