package dev.pinwheel.etcd.tck.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.function.Consumer;
import javax.net.ssl.SSLSocket;

/**
 * The server's side of one connection, for a script; every method blocks, and throws {@link IOException} once the
 * client has ended the connection.
 *
 * <p>Not safe for use by many threads.
 */
public final class ServerConnection {
    private final Socket socket;
    private final InputStream in;
    private final Consumer<ReceivedRequest> log;

    ServerConnection(Socket socket, Consumer<ReceivedRequest> log) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream(), 65_536);
        this.log = log;
    }

    /**
     * Reads one request, body included, and adds it to {@link RawServer#requests}.
     *
     * @return the request
     * @throws IOException if the client ends the connection first
     */
    public ReceivedRequest readRequest() throws IOException {
        StringBuilder head = new StringBuilder();
        do {
            head.append(readLine()).append("\r\n");
        } while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n"));
        ReceivedRequest bodiless = ReceivedRequest.of(head.toString(), "");
        ReceivedRequest request = new ReceivedRequest(bodiless.line(), bodiless.headers(), readBody(bodiless));
        log.accept(request);
        return request;
    }

    private String readBody(ReceivedRequest request) throws IOException {
        boolean chunked = request.headers().first("Transfer-Encoding").isPresent();
        if (!chunked) {
            String length = request.headers().first("Content-Length").orElse("0");
            return new String(read(Integer.parseInt(length)), ISO_8859_1);
        }
        StringBuilder body = new StringBuilder();
        int size;
        do {
            size = Integer.parseInt(readLine(), 16);
            body.append(new String(read(size), ISO_8859_1));
            readLine();
        } while (size > 0);
        return body.toString();
    }

    /**
     * Reads a line.
     *
     * @return the line, without its line end
     * @throws IOException if the client ends the connection first
     */
    public String readLine() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = readByte(); b != '\n'; b = readByte()) {
            line.append((char) b);
        }
        return line.toString().stripTrailing();
    }

    /**
     * Reads a byte.
     *
     * @return 0 to 255
     * @throws IOException if the client ends the connection first
     */
    public int readByte() throws IOException {
        int b = in.read();
        if (b < 0) {
            throw new EOFException();
        }
        return b;
    }

    /**
     * Reads that many bytes.
     *
     * @param length how many
     * @return all of them
     * @throws IOException if the client ends the connection first
     */
    public byte[] read(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return bytes;
    }

    /**
     * Writes and flushes.
     *
     * @param text one character a byte
     * @throws IOException if the client has ended the connection
     */
    public void write(String text) throws IOException {
        write(text.getBytes(ISO_8859_1));
    }

    /**
     * Writes and flushes.
     *
     * @param bytes what to send
     * @throws IOException if the client has ended the connection
     */
    public void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /**
     * Says nothing until the client ends the connection.
     *
     * @throws IOException always
     */
    public void stall() throws IOException {
        while (true) {
            readByte();
        }
    }

    /**
     * Has the kernel take as little as it can ahead of the client.
     *
     * @throws IOException if the connection has ended
     */
    public void narrow() throws IOException {
        socket.setSendBufferSize(8_192);
    }

    /**
     * Has the connection end with RST when the script returns.
     *
     * @throws IOException if the connection has ended
     */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
    }

    /**
     * The protocol that was agreed on by ALPN; only on TLS.
     *
     * @return its name, or an empty text if there was no agreement
     * @throws IOException if the handshake fails
     */
    public String negotiated() throws IOException {
        SSLSocket encrypted = (SSLSocket) socket;
        encrypted.startHandshake();
        return encrypted.getApplicationProtocol();
    }
}
