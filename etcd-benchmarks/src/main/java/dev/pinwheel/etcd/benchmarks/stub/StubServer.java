package dev.pinwheel.etcd.benchmarks.stub;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * Answers get, set and dir of the driver at once, whatever the key, on one thread: {@code bin/bench-stub [PORT
 * [VALUE-SIZE [DIR-NODES]]]}.
 *
 * <p>Port 0, the default, takes a free one; values have 100 bytes by default, and the directory 1,000 nodes. Prints
 * {@code ready URL} on one line.
 */
public final class StubServer {
    private static final int BACKLOG = 4_096;

    private final Selector selector;
    private final ServerSocketChannel listening;
    private final StubAnswers answers;

    private StubServer(Selector selector, ServerSocketChannel listening, StubAnswers answers) {
        this.selector = selector;
        this.listening = listening;
        this.answers = answers;
    }

    /**
     * Listens on loopback.
     *
     * @param port 0 for a free one
     * @param valueSize of every value, in bytes
     * @param nodes of the directory
     * @throws IOException if the port is taken
     */
    static StubServer listen(int port, int valueSize, int nodes) throws IOException {
        Selector selector = Selector.open();
        ServerSocketChannel listening = ServerSocketChannel.open();
        listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        listening.configureBlocking(false);
        listening.register(selector, SelectionKey.OP_ACCEPT);
        return new StubServer(selector, listening, StubAnswers.of(valueSize, nodes));
    }

    /**
     * Runs the stub until it is ended; exits with 2 if the command line is wrong, 1 if the port is taken.
     *
     * @param args port, size and nodes, see {@link StubServer}
     */
    public static void main(String... args) {
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        try {
            StubServer server = listen(number(args, 0, 0), number(args, 1, 100), number(args, 2, 1_000));
            new PrintStream(System.out, true, StandardCharsets.UTF_8).println("ready " + server.url());
            server.serve();
        } catch (IllegalArgumentException wrong) {
            err.println("usage: bin/bench-stub [PORT [VALUE-SIZE [DIR-NODES]]]");
            System.exit(2);
        } catch (IOException failed) {
            err.println(failed.getMessage());
            System.exit(1);
        }
    }

    private static int number(String[] args, int at, int otherwise) {
        return args.length > at ? Integer.parseInt(args[at]) : otherwise;
    }

    String url() throws IOException {
        return "http://127.0.0.1:" + ((InetSocketAddress) listening.getLocalAddress()).getPort();
    }

    /** Serves until the thread is interrupted. */
    void serve() throws IOException {
        while (!Thread.currentThread().isInterrupted()) {
            selector.select(this::ready);
        }
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }

    private void ready(SelectionKey key) {
        try {
            if (key.attachment() instanceof StubConnection connection) {
                connection.ready();
            } else {
                accept();
            }
        } catch (IOException | RuntimeException broken) {
            close(key);
        }
    }

    private void accept() throws IOException {
        for (SocketChannel channel = listening.accept(); channel != null; channel = listening.accept()) {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
            key.attach(new StubConnection(channel, key, answers));
        }
    }

    private void close(SelectionKey key) {
        if (key.channel() != listening) {
            try {
                key.channel().close();
            } catch (IOException gone) {
                key.cancel();
            }
        }
    }
}
