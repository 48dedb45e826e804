package dev.pinwheel.etcd.tck.reference;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.pinwheel.etcd.spi.Headers;
import dev.pinwheel.etcd.spi.HttpRequest;
import dev.pinwheel.etcd.spi.ResponseHead;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** A connection to one origin: sends a request, reads the answer. Used by one exchange at a time. */
final class Connection {
    private static final int BUFFER = 8_192;
    private static final int READ_TIMEOUT_MILLIS = 4_000;

    private final Origin origin;
    private final SocketChannel channel;
    private final @Nullable StoppableStream stoppable;
    private final InputStream in;
    private final OutputStream out;
    private final HeadReader heads;
    private final Framing framing;
    private final Flaws flaws;

    /**
     * Uses what a {@link Dialer} has opened.
     *
     * @param channel the bare connection
     * @param face the same, or TLS on top of it
     */
    Connection(Origin origin, SocketChannel channel, Socket face, Flaws flaws) throws IOException {
        this.origin = origin;
        this.channel = channel;
        if (flaws.has(Flaw.HAS_A_READ_TIMEOUT)) {
            face.setSoTimeout(READ_TIMEOUT_MILLIS);
        }
        this.stoppable = flaws.sparesConnections() && !origin.secure()
                ? new StoppableStream(face.getInputStream(), channel)
                : null;
        this.in = new BufferedInputStream(stoppable == null ? face.getInputStream() : stoppable, BUFFER);
        this.out = new BufferedOutputStream(face.getOutputStream(), BUFFER);
        this.heads = new HeadReader(in, flaws);
        this.framing = new Framing(in, heads, flaws);
        this.flaws = flaws;
    }

    Origin origin() {
        return origin;
    }

    SocketChannel channel() {
        return channel;
    }

    void send(HttpRequest request) throws IOException {
        out.write(new RequestText(request, flaws).head().getBytes(ISO_8859_1));
        byte[] body = request.body();
        if (body != null) {
            out.write(body);
        }
        out.flush();
    }

    boolean isStoppable() {
        return stoppable != null;
    }

    /** From now on this exchange has the connection. */
    void serve(Ending ending) {
        if (stoppable != null) {
            stoppable.readFor(ending);
        }
    }

    ResponseHead readHead() throws IOException {
        return heads.read();
    }

    Body bodyOf(HttpRequest request, ResponseHead head) throws IOException {
        return framing.bodyOf(request.method(), head);
    }

    /** Whether another request may follow an answer that has been read to its end. */
    boolean canBeKept(HttpRequest request, ResponseHead head, Body body) throws IOException {
        return head.protocol().equals("HTTP/1.1")
                && !closes(request.headers())
                && !closes(head.headers())
                && body.leavesConnectionOpen()
                && !flaws.has(Flaw.NEVER_REUSES)
                && in.available() == 0;
    }

    private static boolean closes(Headers headers) {
        return headers.all("Connection").stream().anyMatch("close"::equalsIgnoreCase);
    }

    /** Whether the server has neither said anything nor ended the connection since the last answer (T7.4). */
    boolean isQuiet() {
        try {
            channel.configureBlocking(false);
            int unexpected = channel.read(ByteBuffer.allocate(1));
            channel.configureBlocking(true);
            return unexpected == 0;
        } catch (IOException broken) {
            return false;
        }
    }

    /** At once and by anyone: TLS says no goodbye, as that might have to wait for a write. */
    void close() {
        Dialer.closeQuietly(channel);
    }
}
