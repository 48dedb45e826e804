package dev.pinwheel.etcd.embedded.server;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one connection, one after the other: the next is looked at when the one before is answered, as Go
 * does. Used on the server's thread only.
 */
final class Conversation {
    private static final int MAX_UNREAD = 64 * 1024;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();
    private static final String CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";

    private final Connection connection;
    private final Handler handler;
    private final RequestParser parser;
    private ByteBuffer unread = NOTHING;
    private @Nullable ServerExchange current;
    private boolean receiving;
    private boolean proceeding;
    private boolean inputEnded;

    Conversation(Connection connection, Handler handler, RequestParser parser) {
        this.connection = connection;
        this.handler = handler;
        this.parser = parser;
    }

    /** Takes all the bytes; what cannot be looked at yet is copied. */
    void receive(ByteBuffer in) {
        unread = unread.hasRemaining() ? joined(unread, in) : in;
        try {
            proceed();
        } finally {
            unread = unread.hasRemaining() ? joined(unread, NOTHING) : NOTHING;
        }
    }

    /** Learns that nothing more will come. */
    void endInput() {
        inputEnded = true;
        ServerExchange open = current;
        if (open != null) {
            open.endInput();
        }
        proceed();
    }

    /** Says whether no more should be read before something is answered. */
    boolean isFull() {
        return inputEnded || unread.remaining() >= MAX_UNREAD;
    }

    /** Learns that the current request is answered. */
    void answered(boolean keepsAlive) {
        current = null;
        if (keepsAlive) {
            proceed();
        } else {
            connection.close();
        }
    }

    /** Learns that nothing more can be sent. */
    void end() {
        ServerExchange open = current;
        unread = NOTHING;
        if (open != null) {
            open.tellClientGone();
        }
    }

    /** Looks at what has not been looked at, as far as it goes. */
    void proceed() {
        if (proceeding) {
            return; // the loop below goes on by itself
        }
        proceeding = true;
        try {
            while (connection.isOpen() && current == null && unread.hasRemaining() && !connection.isCongested()) {
                step();
            }
        } finally {
            proceeding = false;
        }
        if (inputEnded && current == null && !unread.hasRemaining()) {
            connection.close();
        }
    }

    private void step() {
        if (!receiving) {
            receiving = true;
            handler.receiving(connection);
        } else {
            act(parser.parse(unread));
        }
    }

    private void act(Parsed parsed) {
        if (parsed instanceof Parsed.Complete complete) {
            handler.handle(complete.request(), begin(complete.request()));
        } else if (parsed instanceof Parsed.BodyTooLarge tooLarge) {
            handler.bodyTooLarge(tooLarge.request(), begin(tooLarge.request()));
        } else if (parsed instanceof Parsed.AwaitsContinue) {
            connection.send(CONTINUE.getBytes(StandardCharsets.US_ASCII));
        } else if (parsed instanceof Parsed.Refused refused) {
            refuse(refused.refusal());
        }
    }

    private ServerExchange begin(ServerRequest request) {
        receiving = false;
        ServerExchange exchange = new ServerExchange(connection, this, request);
        current = exchange;
        return exchange;
    }

    private void refuse(Refusal refusal) {
        if (refusal instanceof Refusal.Told told) {
            connection.send(told.message());
            connection.close();
        } else if (refusal instanceof Refusal.HangUp) {
            connection.close();
        } else {
            connection.reset();
        }
    }

    private static ByteBuffer joined(ByteBuffer first, ByteBuffer second) {
        return ByteBuffer.allocate(first.remaining() + second.remaining())
                .put(first)
                .put(second)
                .flip();
    }
}
