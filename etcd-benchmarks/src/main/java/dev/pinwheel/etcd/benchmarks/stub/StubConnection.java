package dev.pinwheel.etcd.benchmarks.stub;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/** One client's connection; knows no more of HTTP than where a request with a Content-Length ends. */
final class StubConnection {
    private static final int HEAD = 8 * 1024;
    private static final String LENGTH = "\r\ncontent-length:";

    private final SocketChannel channel;
    private final SelectionKey key;
    private final StubAnswers answers;
    private final ByteBuffer input = ByteBuffer.allocate(HEAD);
    private final Deque<ByteBuffer> output = new ArrayDeque<>();
    private long bodyToSkip;

    StubConnection(SocketChannel channel, SelectionKey key, StubAnswers answers) {
        this.channel = channel;
        this.key = key;
        this.answers = answers;
    }

    /** Takes what is there, and answers what is complete. */
    void ready() throws IOException {
        if (key.isReadable()) {
            if (channel.read(input) < 0) {
                throw new IOException("the client has gone");
            }
            answerComplete();
        }
        send();
    }

    private void answerComplete() throws IOException {
        int from = 0;
        byte[] bytes = input.array();
        while (true) {
            int skipped = (int) Math.min(bodyToSkip, input.position() - from);
            from += skipped;
            bodyToSkip -= skipped;
            int end = bodyToSkip > 0 ? -1 : endOfHead(bytes, from, input.position());
            if (end < 0) {
                break;
            }
            answer(new String(bytes, from, end - from, StandardCharsets.ISO_8859_1));
            from = end;
        }
        input.flip().position(from);
        input.compact();
        if (!input.hasRemaining()) {
            throw new IOException("a head that is too long");
        }
    }

    private void answer(String head) {
        int method = head.indexOf(' ');
        output.add(answers.to(head.substring(0, method), head.substring(method + 1, head.indexOf(' ', method + 1))));
        if (head.charAt(0) != 'G') {
            bodyToSkip = contentLength(head.toLowerCase(Locale.ROOT));
        }
    }

    private static long contentLength(String head) {
        int field = head.indexOf(LENGTH);
        return field < 0
                ? 0
                : Long.parseLong(head.substring(field + LENGTH.length(), head.indexOf('\r', field + LENGTH.length()))
                        .strip());
    }

    private static int endOfHead(byte[] bytes, int from, int to) {
        for (int i = from + 3; i < to; i++) {
            if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n' && bytes[i - 3] == '\r') {
                return i + 1;
            }
        }
        return -1;
    }

    private void send() throws IOException {
        while (!output.isEmpty() && bodyToSkip == 0) {
            channel.write(output.element());
            if (output.element().hasRemaining()) {
                key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
                return;
            }
            output.remove();
        }
        key.interestOps(SelectionKey.OP_READ);
    }
}
