package dev.pinwheel.etcd.embedded.figures;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Many clients on one thread, each with a connection of its own, whose answers are small enough to come whole. */
final class Crowd implements AutoCloseable {
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);

    private final Selector selector = Selector.open();
    private final List<SocketChannel> clients = new ArrayList<>();
    private final ByteBuffer in = ByteBuffer.allocateDirect(64 * 1024);

    Crowd(URI member, int size) throws IOException {
        for (int i = 0; i < size; i++) {
            SocketChannel client = SocketChannel.open(new InetSocketAddress(member.getHost(), member.getPort()));
            client.configureBlocking(false);
            client.register(selector, SelectionKey.OP_READ);
            clients.add(client);
        }
    }

    static byte[] get(String target) {
        return ("GET " + target + " HTTP/1.1\r\nHost: x\r\n\r\n").getBytes(ISO_8859_1);
    }

    static byte[] put(String target, String form) {
        return ("PUT " + target + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                        + "Content-Length: " + form.length() + "\r\n\r\n" + form)
                .getBytes(ISO_8859_1);
    }

    /** Has every client send this. */
    void send(byte[] request) throws IOException {
        for (SocketChannel client : clients) {
            client.write(ByteBuffer.wrap(request));
        }
    }

    /** Waits until every client has received something. */
    void awaitOneAnswerEach() throws IOException {
        List<SelectionKey> answered = new ArrayList<>();
        while (answered.size() < clients.size()) {
            receive(key -> {
                key.interestOps(0);
                answered.add(key);
            });
        }
        answered.forEach(key -> key.interestOps(SelectionKey.OP_READ));
    }

    /** Has every client send this again and again for a while; returns how many were answered. */
    long keepAsking(byte[] request, Duration time) throws IOException {
        long[] answers = new long[1];
        send(request);
        long started = System.nanoTime();
        while (System.nanoTime() - started < time.toNanos()) {
            receive(key -> {
                answers[0]++;
                ((SocketChannel) key.channel()).write(ByteBuffer.wrap(request));
            });
        }
        awaitOneAnswerEach();
        return answers[0];
    }

    private interface Received {
        void from(SelectionKey key) throws IOException;
    }

    private void receive(Received received) throws IOException {
        if (selector.select(LONGEST_SILENCE.toMillis()) == 0) {
            throw new IOException("nothing came for " + LONGEST_SILENCE);
        }
        for (SelectionKey key : selector.selectedKeys()) {
            if (((SocketChannel) key.channel()).read(in.clear()) < 0) {
                throw new IOException("the member has closed a connection");
            }
            received.from(key);
        }
        selector.selectedKeys().clear();
    }

    @Override
    public void close() throws IOException {
        for (SocketChannel client : clients) {
            client.close();
        }
        selector.close();
    }
}
