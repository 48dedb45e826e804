package dev.pinwheel.etcd.embedded.server;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Where one request is answered: once, from any thread, or never.
 *
 * <p>Thread-safe. Answers to a client that has gone are dropped.
 */
public final class ServerExchange {
    private final Connection connection;
    private final Conversation conversation;
    private final ServerRequest request;
    private final AtomicBoolean claimed = new AtomicBoolean();

    // Only used on the server's thread.
    private boolean finished;
    private boolean clientGone;
    private boolean streaming;
    private Runnable whenGone = () -> {};

    ServerExchange(Connection connection, Conversation conversation, ServerRequest request) {
        this.connection = connection;
        this.conversation = conversation;
        this.request = request;
    }

    /**
     * Returns the connection on which the request came.
     *
     * @return for raw bytes and other misbehaviour
     */
    public ServerConnection connection() {
        return connection;
    }

    /**
     * Answers with a body that is known.
     *
     * @param head of the answer
     * @param body copied; not sent where the request or the status forbids one
     * @throws IllegalStateException if the request is answered already
     */
    public void respond(ResponseHead head, byte[] body) {
        claim();
        Framing framing = Framing.ofWhole(request, head, body.length);
        byte[] message = framing.message(body);
        connection.perform(() -> {
            connection.send(message);
            finish(framing.keepsAlive());
        });
    }

    /**
     * Begins an answer whose body comes in pieces. Its head is sent at once.
     *
     * @param head of the answer
     * @return where the body goes
     * @throws IllegalStateException if the request is answered already
     */
    public ResponseStream stream(ResponseHead head) {
        claim();
        Framing framing = Framing.ofStream(request, head);
        connection.perform(() -> {
            connection.send(framing.headBytes());
            beginStream();
        });
        return new ResponseStream(connection, this, framing);
    }

    /**
     * Says that what was written raw is the whole answer: the connection goes on with the next request.
     *
     * @throws IllegalStateException if the request is answered already
     */
    public void answeredRaw() {
        claim();
        connection.perform(() -> finish(true));
    }

    /**
     * Has a task run on the server's thread if the connection ends before the answer does, whoever ends it; at once, if
     * it has ended already.
     *
     * <p>It ends for this purpose when the client closes its side. A stream is given up then. Other answers can still
     * be tried; who does not want to, closes the connection. While the server is paused, nothing is noticed.
     *
     * @param task run once at most; must not block. On the thread of the caller if the server has been stopped
     */
    public void onClientGone(Runnable task) {
        connection.loop().run(() -> {
            if (clientGone) {
                task.run();
            } else {
                Runnable before = whenGone;
                whenGone = () -> {
                    before.run();
                    task.run();
                };
            }
        });
    }

    /** The request, for logs. */
    @Override
    public String toString() {
        return request.toString();
    }

    void finish(boolean keepsAlive) {
        finished = true;
        conversation.answered(keepsAlive);
    }

    /** Tells whoever wants to know, once, unless the answer is complete. */
    void tellClientGone() {
        if (!finished && !clientGone) {
            clientGone = true;
            connection.loop().protect(whenGone);
        }
    }

    /** Learns that the client has closed its side, though it may still listen. */
    void endInput() {
        tellClientGone();
        if (streaming) {
            connection.close();
        }
    }

    private void beginStream() {
        streaming = true;
        if (clientGone) {
            connection.close();
        }
    }

    private void claim() {
        if (!claimed.compareAndSet(false, true)) {
            throw new IllegalStateException("answered twice: " + request);
        }
    }
}
