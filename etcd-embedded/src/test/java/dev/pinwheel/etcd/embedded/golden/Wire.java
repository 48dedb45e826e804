package dev.pinwheel.etcd.embedded.golden;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** One connection that sends targets byte for byte, which no client of the JDK does. */
final class Wire implements AutoCloseable {
    private static final int LONGEST_MILLIS = 15_000;

    private final Socket socket;
    private final InputStream input;

    Wire(URI endpoint) throws IOException {
        this.socket = new Socket(endpoint.getHost(), endpoint.getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(LONGEST_MILLIS);
        this.input = new BufferedInputStream(socket.getInputStream());
    }

    /** The head of an answer; names in lower case. */
    record Head(int status, Map<String, String> headers) {

        String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }

        boolean has(String name) {
            return headers.containsKey(name.toLowerCase(Locale.ROOT));
        }
    }

    void send(Message message) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        StringBuilder head = new StringBuilder();
        head.append(message.method()).append(' ').append(message.target()).append(" HTTP/1.1\r\nHost: 127.0.0.1\r\n");
        message.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        message.body()
                .ifPresent(body ->
                        head.append("Content-Length: ").append(body.length).append("\r\n"));
        bytes.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        message.body().ifPresent(bytes::writeBytes);
        socket.getOutputStream().write(bytes.toByteArray());
    }

    Head readHead() throws IOException {
        String statusLine = line();
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return new Head(Integer.parseInt(statusLine, 9, 12, 10), headers);
    }

    byte[] readBody(Message message, Head head) throws IOException {
        if (message.method().equals("HEAD") || head.status() == 204) {
            return new byte[0];
        }
        if (!head.header("Transfer-Encoding").equals("chunked")) {
            return head.has("Content-Length")
                    ? input.readNBytes(Integer.parseInt(head.header("Content-Length")))
                    : input.readAllBytes();
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (byte[] chunk = readChunk(); chunk.length > 0; chunk = readChunk()) {
            body.writeBytes(chunk);
        }
        return body.toByteArray();
    }

    /** The next piece of a chunked body; without a byte at its end. */
    byte[] readChunk() throws IOException {
        int size = Integer.parseInt(line(), 16);
        byte[] chunk = input.readNBytes(size);
        line();
        return chunk;
    }

    /** Lets reads take as long as they want. */
    void waitForever() throws IOException {
        socket.setSoTimeout(0);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = input.read(); octet != '\n'; octet = input.read()) {
            if (octet < 0) {
                throw new EOFException("connection closed");
            }
            line.write(octet);
        }
        return line.toString(StandardCharsets.ISO_8859_1).strip();
    }
}
