package dev.pinwheel.etcd.tck.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.LongConsumer;

/** The frames of HTTP/2, as far as a script needs them; header blocks that arrive are not decoded. */
public final class Http2Peer {
    /** The type of frames with bytes of a body. */
    public static final int DATA = 0;

    /** The type of frames that begin a message. */
    public static final int HEADERS = 1;

    /** The type of frames that end a stream early. */
    public static final int RST_STREAM = 3;

    /** The type of frames that end a connection in good order. */
    public static final int GOAWAY = 7;

    /** The flag of a stream's last frame. */
    public static final int END_STREAM = 1;

    /** The reason of a stream that was not processed. */
    public static final int REFUSED_STREAM = 7;

    /** The reason of a stream that went wrong. */
    public static final int INTERNAL_ERROR = 2;

    private static final int SETTINGS = 4;
    private static final int PING = 6;
    private static final int ACK = 1;
    private static final int END_HEADERS = 4;
    private static final int PREFACE_LENGTH = 24;
    private static final int HEADER_LENGTH = 9;
    private static final int LARGEST_FRAME = 16_384;

    // Of HPACK's static table: entry 8 is the whole field, of entry 8 the name is taken for other values.
    private static final byte[] STATUS_200 = {(byte) 0x88};
    private static final byte[] STATUS_103 = {0x08, 3, '1', '0', '3'};

    /**
     * One frame.
     *
     * @param type what it is
     * @param flags what else
     * @param stream of which stream, or 0
     * @param payload its bytes
     */
    @SuppressWarnings("ArrayRecordComponent") // Frames are never compared.
    public record Frame(int type, int flags, int stream, byte[] payload) {}

    private final ServerConnection connection;
    private final SendWindow window = new SendWindow();

    private Http2Peer(ServerConnection connection) {
        this.connection = connection;
    }

    /** What a server does with a connection after the prefaces. */
    @FunctionalInterface
    public interface FrameScript {

        /**
         * Serves one connection.
         *
         * @param peer the server's side of it
         * @throws IOException when the client has ended the connection
         * @throws InterruptedException when the server is closed
         */
        void serve(Http2Peer peer) throws IOException, InterruptedException;
    }

    /**
     * Exchanges prefaces, and goes on as the script says.
     *
     * @param script comes after the prefaces
     * @return for a server that agrees to "h2"
     */
    public static Script speaking(FrameScript script) {
        return connection -> {
            connection.read(PREFACE_LENGTH);
            Http2Peer peer = new Http2Peer(connection);
            peer.send(SETTINGS, 0, 0, new byte[0]);
            script.serve(peer);
        };
    }

    /**
     * Waits for a request.
     *
     * @return its stream
     * @throws IOException when the client ends the connection first
     */
    public int awaitRequest() throws IOException {
        return await(HEADERS).stream();
    }

    /**
     * Waits for a frame of a type; answers SETTINGS and PING meanwhile, and skips the others.
     *
     * @param type which
     * @return the next one
     * @throws IOException when the client ends the connection first
     */
    public Frame await(int type) throws IOException {
        while (true) {
            Frame frame = answered();
            if (frame.type() == type) {
                return frame;
            }
        }
    }

    private Frame answered() throws IOException {
        Frame frame = next();
        window.seen(frame);
        if (frame.type() == SETTINGS && (frame.flags() & ACK) == 0) {
            send(SETTINGS, ACK, 0, new byte[0]);
        } else if (frame.type() == PING && (frame.flags() & ACK) == 0) {
            send(PING, ACK, 0, frame.payload());
        }
        return frame;
    }

    /**
     * Sends as much of a body as the client's windows allow, and goes on as they open.
     *
     * @param stream of the request
     * @param most where to stop
     * @param sent is told how many bytes went out each time
     * @throws IOException when the client ends the connection
     */
    public void flood(int stream, long most, LongConsumer sent) throws IOException {
        long total = 0;
        while (total < most) {
            int size = (int) Math.min(LARGEST_FRAME, window.available(stream));
            if (size > 0) {
                send(DATA, 0, stream, new byte[size]);
                window.sent(stream, size);
                sent.accept(size);
                total += size;
            } else {
                answered();
            }
        }
    }

    /**
     * Answers what must be answered until the client ends the connection.
     *
     * @throws IOException always
     */
    public void stall() throws IOException {
        await(-1);
    }

    private Frame next() throws IOException {
        ByteBuffer header = ByteBuffer.wrap(connection.read(HEADER_LENGTH));
        int lengthAndType = header.getInt();
        int flags = header.get();
        int stream = header.getInt();
        return new Frame(lengthAndType & 0xff, flags, stream, connection.read(lengthAndType >>> 8));
    }

    /**
     * Sends the head of an answer: 200, no fields.
     *
     * @param stream of the request
     * @param flags {@link #END_STREAM} or 0
     * @throws IOException when the client has ended the connection
     */
    public void head(int stream, int flags) throws IOException {
        send(HEADERS, END_HEADERS | flags, stream, STATUS_200);
    }

    /**
     * Sends an interim response: 103, no fields.
     *
     * @param stream of the request
     * @throws IOException when the client has ended the connection
     */
    public void interim(int stream) throws IOException {
        send(HEADERS, END_HEADERS, stream, STATUS_103);
    }

    /**
     * Sends a piece of a body.
     *
     * @param stream of the request
     * @param flags {@link #END_STREAM} or 0
     * @param text one character a byte
     * @throws IOException when the client has ended the connection
     */
    public void data(int stream, int flags, String text) throws IOException {
        send(DATA, flags, stream, text.getBytes(US_ASCII));
    }

    /**
     * Ends a stream early.
     *
     * @param stream of the request
     * @param reason such as {@link #REFUSED_STREAM}
     * @throws IOException when the client has ended the connection
     */
    public void reset(int stream, int reason) throws IOException {
        send(RST_STREAM, 0, stream, number(reason));
    }

    /**
     * Says that streams beyond one are not processed.
     *
     * @param lastStream the last that is
     * @throws IOException when the client has ended the connection
     */
    public void goAway(int lastStream) throws IOException {
        send(GOAWAY, 0, 0, ByteBuffer.allocate(8).putInt(lastStream).putInt(0).array());
    }

    private static byte[] number(int value) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
    }

    private void send(int type, int flags, int stream, byte[] payload) throws IOException {
        connection.write(ByteBuffer.allocate(HEADER_LENGTH + payload.length)
                .putInt(payload.length << 8 | type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload)
                .array());
    }
}
