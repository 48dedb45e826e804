package dev.pinwheel.etcd.benchmarks.byhand;

import dev.pinwheel.etcd.benchmarks.client.Call;
import dev.pinwheel.etcd.benchmarks.client.Target;
import dev.pinwheel.etcd.keys.KeysResponse;
import dev.pinwheel.etcd.keys.Node;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/** An HTTP stack driven by hand at one endpoint; its watches are long-polls, each begun behind the last answer. */
public final class ByHand implements Target {
    private final Stack stack;

    /** Drives a stack, which is closed with this. */
    public ByHand(Stack stack) {
        this.stack = stack;
    }

    @Override
    public KeysResponse call(Call call) throws IOException {
        return stack.call(call);
    }

    @Override
    public CompletableFuture<KeysResponse> start(Call call) {
        return stack.start(call);
    }

    @Override
    public Events events(String key, long after) {
        return new Events() {
            private long seen = after;

            @Override
            public Node next() throws IOException {
                Node node = stack.call(Call.poll(key, seen)).node();
                seen = node.modifiedIndex();
                return node;
            }

            @Override
            public void close() {
                stack.close(); // There is no other way to end a blocking exchange on all of them.
            }
        };
    }

    @Override
    public Subscription subscribe(String key, long after, Consumer<Node> onEvent, Consumer<Throwable> onEnd) {
        Polling polling = new Polling(key, onEvent, onEnd);
        polling.poll(after);
        return polling;
    }

    @Override
    public String errorClass(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof RefusedException refused) {
            return "etcd:" + refused.code();
        }
        return cause == null ? "unknown" : cause.getClass().getSimpleName();
    }

    @Override
    public void close() {
        stack.close();
    }

    private final class Polling implements Subscription {
        private final String key;
        private final Consumer<Node> onEvent;
        private final Consumer<Throwable> onEnd;
        private volatile boolean closed;

        Polling(String key, Consumer<Node> onEvent, Consumer<Throwable> onEnd) {
            this.key = key;
            this.onEvent = onEvent;
            this.onEnd = onEnd;
        }

        void poll(long after) {
            var unused = stack.start(Call.poll(key, after)).whenComplete((answer, failure) -> {
                if (answer != null) {
                    onEvent.accept(answer.node());
                    if (!closed) {
                        poll(answer.node().modifiedIndex());
                    }
                } else if (!closed) {
                    onEnd.accept(failure);
                }
            });
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
