package dev.pinwheel.etcd.benchmarks.client;

import dev.pinwheel.etcd.keys.KeysResponse;
import dev.pinwheel.etcd.keys.Node;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A client under load, the same to drive whatever it is. Safe for use by many threads. */
public interface Target extends AutoCloseable {

    /** Calls, and waits for the answer; never {@link Call.Kind#POLL} for a target that has watches of its own. */
    KeysResponse call(Call call) throws IOException;

    /** Calls, and returns at once. */
    CompletableFuture<KeysResponse> start(Call call);

    /** A watch for a thread that waits for events; begins behind {@code after}. */
    Events events(String key, long after);

    /**
     * A watch that takes no thread of its user's; begins behind {@code after}.
     *
     * @param onEvent told each new value, on a thread of the client
     * @param onEnd told why the watch has ended, unless it was closed
     * @return ends the watch
     */
    Subscription subscribe(String key, long after, Consumer<Node> onEvent, Consumer<Throwable> onEnd);

    /** What the figures call a failure of this client. */
    String errorClass(Throwable failure);

    @Override
    void close();

    /** Waits for events. Not safe for use by many threads, but for {@link #close}. */
    interface Events extends AutoCloseable {

        /** Waits for the next event, and returns the node as it then was. */
        Node next() throws IOException;

        @Override
        void close();
    }

    /** Ends a watch. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
