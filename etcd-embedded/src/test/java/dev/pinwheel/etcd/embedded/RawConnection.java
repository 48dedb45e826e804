package dev.pinwheel.etcd.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One TCP connection to a member, on which a test sees every byte. */
final class RawConnection implements AutoCloseable {
    private static final int LONGEST_MILLIS = 10_000;
    private static final int READ_AHEAD = 8_192;

    private final Socket socket;
    private final BufferedReader reader;

    RawConnection(URI member) throws IOException {
        this.socket = new Socket(member.getHost(), member.getPort());
        socket.setSoTimeout(LONGEST_MILLIS);
        this.reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    }

    void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    void get(String target) throws IOException {
        send("GET " + target + " HTTP/1.1\r\nHost: x\r\n\r\n");
    }

    void put(String target, String form) throws IOException {
        putHead(target, form.length());
        send(form);
    }

    /** Sends a write but for its body. */
    void putHead(String target, int length) throws IOException {
        putHead(target, length, "");
    }

    /** Sends a write but for its body; the member says status 100 once it is reading this request. */
    void putHeadExpectingContinue(String target, int length) throws IOException {
        putHead(target, length, "Expect: 100-continue\r\n");
    }

    private void putHead(String target, int length, String more) throws IOException {
        String form = "Content-Type: application/x-www-form-urlencoded\r\n" + more;
        send("PUT " + target + " HTTP/1.1\r\nHost: x\r\n" + form + "Content-Length: " + length + "\r\n\r\n");
    }

    /** Reads a whole answer with a Content-Length and returns its status. */
    int readStatus() throws IOException {
        return Integer.parseInt(readAnswer(), 9, 12, 10);
    }

    /** Reads a whole answer with a Content-Length; its lines end without a carriage return. */
    String readAnswer() throws IOException {
        StringBuilder answer = new StringBuilder();
        int length = 0;
        String line = reader.readLine();
        if (line == null) {
            throw new IOException("connection was closed instead of an answer");
        }
        for (; line != null && !line.isEmpty(); line = reader.readLine()) {
            answer.append(line).append('\n');
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
            }
        }
        answer.append('\n');
        for (int i = 0; i < length; i++) {
            answer.append((char) reader.read());
        }
        return answer.toString();
    }

    /** Says whether the other side has nothing to say, and has not hung up either. */
    boolean isSilentFor(int millis) throws IOException {
        socket.setSoTimeout(millis);
        try {
            reader.mark(READ_AHEAD);
            reader.read();
            reader.reset();
            return false;
        } catch (SocketTimeoutException silent) {
            return true;
        } finally {
            socket.setSoTimeout(LONGEST_MILLIS);
        }
    }

    boolean isCut() throws IOException {
        try {
            return reader.read() < 0;
        } catch (SocketTimeoutException open) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
