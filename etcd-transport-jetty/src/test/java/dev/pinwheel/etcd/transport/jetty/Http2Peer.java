package dev.pinwheel.etcd.transport.jetty;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The frames of HTTP/2, as far as a test's script needs them; header blocks that arrive are not decoded. */
final class Http2Peer {
    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PING = 6;
    static final int GOAWAY = 7;

    static final int END_STREAM = 1;
    static final int ACK = 1;
    static final int END_HEADERS = 4;

    private static final byte[] STATUS_200 = {(byte) 0x88}; // Entry 8 of HPACK's static table.
    private static final int PREFACE_LENGTH = 24;

    /** One frame. */
    @SuppressWarnings("ArrayRecordComponent") // Frames are never compared.
    record Frame(int type, int flags, int stream, byte[] payload) {}

    private final RawServer.Connection connection;

    private Http2Peer(RawServer.Connection connection) {
        this.connection = connection;
    }

    /** Exchanges prefaces. */
    static Http2Peer greet(RawServer.Connection connection) throws IOException {
        connection.read(PREFACE_LENGTH);
        Http2Peer peer = new Http2Peer(connection);
        peer.send(SETTINGS, 0, 0, new byte[0]);
        return peer;
    }

    /** The next frame of a type; answers SETTINGS and PING meanwhile, and skips the others. */
    Frame await(int type) throws IOException {
        while (true) {
            Frame frame = next();
            if (frame.type() == SETTINGS && (frame.flags() & ACK) == 0) {
                send(SETTINGS, ACK, 0, new byte[0]);
            } else if (frame.type() == PING && (frame.flags() & ACK) == 0) {
                send(PING, ACK, 0, frame.payload());
            }
            if (frame.type() == type) {
                return frame;
            }
        }
    }

    private Frame next() throws IOException {
        ByteBuffer header = ByteBuffer.wrap(connection.read(9));
        int lengthAndType = header.getInt();
        int flags = header.get();
        int stream = header.getInt();
        return new Frame(lengthAndType & 0xff, flags, stream, connection.read(lengthAndType >>> 8));
    }

    void head(int stream, int flags) throws IOException {
        send(HEADERS, END_HEADERS | flags, stream, STATUS_200);
    }

    void data(int stream, int flags, String text) throws IOException {
        send(DATA, flags, stream, text.getBytes(US_ASCII));
    }

    void reset(int stream, int code) throws IOException {
        send(RST_STREAM, 0, stream, ByteBuffer.allocate(4).putInt(code).array());
    }

    void goAway(int lastStream) throws IOException {
        send(GOAWAY, 0, 0, ByteBuffer.allocate(8).putInt(lastStream).putInt(0).array());
    }

    private void send(int type, int flags, int stream, byte[] payload) throws IOException {
        connection.write(ByteBuffer.allocate(9 + payload.length)
                .putInt(payload.length << 8 | type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload)
                .array());
    }
}
