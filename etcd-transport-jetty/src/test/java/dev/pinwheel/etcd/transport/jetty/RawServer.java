package dev.pinwheel.etcd.transport.jetty;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/**
 * A server on loopback that does, byte for byte, what a test's script says; it closes a connection when its script
 * returns.
 */
final class RawServer implements AutoCloseable {

    /** What a server does with one connection. */
    interface Script {
        void serve(Connection connection) throws IOException;
    }

    private static final Pattern CONTENT_LENGTH = Pattern.compile("(?i)\r\ncontent-length: *([0-9]+)");

    private final ServerSocket listening;
    private final String scheme;
    private final Script script;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Semaphore accepted = new Semaphore(0);
    private final Semaphore ended = new Semaphore(0);

    private RawServer(ServerSocket listening, String scheme, Script script) {
        this.listening = listening;
        this.scheme = scheme;
        this.script = script;
        daemon(this::accept);
    }

    static RawServer plain(Script script) {
        try {
            return new RawServer(new ServerSocket(0, 2000, InetAddress.getLoopbackAddress()), "http", script);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /**
     * A TLS server of the context's version; asks for a client certificate or not, and agrees to these protocols by
     * ALPN.
     */
    static RawServer tls(SSLContext context, boolean needClientAuth, List<String> alpn, Script script) {
        try {
            SSLServerSocket socket = (SSLServerSocket)
                    context.getServerSocketFactory().createServerSocket(0, 100, InetAddress.getLoopbackAddress());
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setNeedClientAuth(needClientAuth);
            if (!context.getProtocol().equals("TLS")) {
                parameters.setProtocols(new String[] {context.getProtocol()});
            }
            parameters.setApplicationProtocols(alpn.toArray(String[]::new));
            socket.setSSLParameters(parameters);
            return new RawServer(socket, "https", script);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Answers every request of a connection in the same way. */
    static Script answering(String response) {
        return connection -> {
            while (true) {
                connection.readRequest();
                connection.write(response);
            }
        };
    }

    /** A 200 with this body and its length. */
    static String ok(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    URI uri(String pathAndQuery) {
        return URI.create(scheme + "://127.0.0.1:" + listening.getLocalPort() + pathAndQuery);
    }

    /** All requests so far, head and body, one character a byte. */
    List<String> requests() {
        return requests;
    }

    /** A permit for each connection that has been accepted. */
    Semaphore accepted() {
        return accepted;
    }

    /** A permit for each connection whose other side has ended it, by FIN or RST. */
    Semaphore ended() {
        return ended;
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listening.accept();
                sockets.add(socket);
                accepted.release();
                daemon(() -> serve(socket));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            script.serve(new Connection(socket));
        } catch (IOException gone) {
            ended.release();
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "raw-server");
        thread.setDaemon(true);
        thread.start();
    }

    /** The server's side of one connection. */
    final class Connection {
        private final Socket socket;
        private final InputStream in;

        private Connection(Socket socket) throws IOException {
            this.socket = socket;
            this.in = new BufferedInputStream(socket.getInputStream());
        }

        /** Reads one request, body included. */
        String readRequest() throws IOException {
            StringBuilder text = new StringBuilder();
            while (text.length() < 4 || !text.substring(text.length() - 4).equals("\r\n\r\n")) {
                text.append((char) readByte());
            }
            Matcher length = CONTENT_LENGTH.matcher(text);
            for (int i = length.find() ? Integer.parseInt(length.group(1)) : 0; i > 0; i--) {
                text.append((char) readByte());
            }
            requests.add(text.toString());
            return text.toString();
        }

        int readByte() throws IOException {
            int b = in.read();
            if (b < 0) {
                throw new EOFException();
            }
            return b;
        }

        byte[] read(int length) throws IOException {
            byte[] bytes = in.readNBytes(length);
            if (bytes.length < length) {
                throw new EOFException();
            }
            return bytes;
        }

        void write(String text) throws IOException {
            write(text.getBytes(ISO_8859_1));
        }

        void write(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        }

        /** Says nothing until the client ends the connection. */
        void stall() throws IOException {
            while (true) {
                readByte();
            }
        }

        /** Ends the connection with RST. */
        void reset() throws SocketException {
            socket.setSoLinger(true, 0);
        }

        void handshake() throws IOException {
            ((SSLSocket) socket).startHandshake();
        }

        String negotiated() {
            return ((SSLSocket) socket).getApplicationProtocol();
        }
    }
}
