package dev.pinwheel.etcd.embedded.server;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A client that sees every byte, one character per byte. */
public final class Wiretap implements AutoCloseable {
    public static final String GET = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final int LONGEST_MILLIS = 10_000;
    private static final String RESET = "<reset>";
    private static final String END = "<end>";

    private final Socket socket;
    private final InputStream in;

    Wiretap(HttpServer server) throws IOException {
        this(new Socket(server.address().getAddress(), server.address().getPort()));
    }

    public Wiretap(URI member) throws IOException {
        this(new Socket(member.getHost(), member.getPort()));
    }

    public Wiretap(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(LONGEST_MILLIS);
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    public void send(String bytes) throws IOException {
        socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    public void get(String target) throws IOException {
        send("GET " + target + " HTTP/1.1\r\nHost: x\r\n\r\n");
    }

    public void put(String target, String form) throws IOException {
        send("PUT " + target + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                + "Content-Length: " + form.length() + "\r\n\r\n" + form);
    }

    void endOutput() throws IOException {
        socket.shutdownOutput();
    }

    /** Reads up to and including a text. */
    public String readThrough(String end) throws IOException {
        StringBuilder read = new StringBuilder();
        while (read.indexOf(end, Math.max(0, read.length() - end.length())) < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("ended after: " + read);
            }
            read.append((char) next);
        }
        return read.toString();
    }

    public String read(int count) throws IOException {
        return new String(in.readNBytes(count), StandardCharsets.ISO_8859_1);
    }

    /** Reads an answer with a Content-Length and returns its status line and body, such as {@code 200 OK|body}. */
    public String answer() throws IOException {
        String head = readThrough("\r\n\r\n");
        int at = head.indexOf("Content-Length: ");
        int length = at < 0 ? 0 : Integer.parseInt(head.substring(at + 16, head.indexOf('\r', at)));
        return head.substring("HTTP/1.1 ".length(), head.indexOf('\r')) + "|" + read(length);
    }

    /** Reads all there is, and says how it ends. */
    public String rest() throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        String end = END;
        try {
            for (int next = in.read(); next >= 0; next = in.read()) {
                read.write(next);
            }
        } catch (SocketTimeoutException open) {
            throw open;
        } catch (IOException reset) {
            end = RESET;
        }
        return read.toString(StandardCharsets.ISO_8859_1) + end;
    }

    /** Says whether nothing comes, and no end either. */
    public boolean isSilentFor(int millis) throws IOException {
        socket.setSoTimeout(millis);
        try {
            in.mark(1);
            in.read();
            in.reset();
            return false;
        } catch (SocketTimeoutException silent) {
            return true;
        } catch (IOException reset) {
            return false;
        } finally {
            socket.setSoTimeout(LONGEST_MILLIS);
        }
    }

    int localPort() {
        return socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
