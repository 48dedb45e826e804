package dev.pinwheel.etcd.benchmarks.client;

import dev.pinwheel.etcd.EtcdClient;
import dev.pinwheel.etcd.keys.AsyncKeysApi;
import dev.pinwheel.etcd.keys.GetOptions;
import dev.pinwheel.etcd.keys.KeysApi;
import dev.pinwheel.etcd.keys.KeysResponse;
import dev.pinwheel.etcd.keys.Node;
import dev.pinwheel.etcd.keys.WatchEvent;
import dev.pinwheel.etcd.keys.WatchOptions;
import dev.pinwheel.etcd.keys.Watcher;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

/** Our client as it is shipped, on one of its transports. */
public final class Sdk implements Target {
    private final EtcdClient client;
    private final KeysApi keys;
    private final AsyncKeysApi asyncKeys;

    private Sdk(EtcdClient client, EtcdClient view) {
        this.client = client;
        this.keys = view.keys();
        this.asyncKeys = view.async().keys();
    }

    /**
     * Makes the client.
     *
     * @param transport the name of a transport on the path
     * @param endpoints at least one
     * @param timeout the most that a call may take; zero for no limit but the client's own
     */
    public static Sdk on(String transport, List<String> endpoints, Duration timeout) {
        EtcdClient client = EtcdClient.builder()
                .endpoints(endpoints.toArray(String[]::new))
                .transport(transport)
                .build();
        return new Sdk(client, timeout.isZero() ? client : client.withDeadline(timeout));
    }

    @Override
    public KeysResponse call(Call call) {
        return switch (call.kind()) {
            case GET -> keys.get(call.key());
            case QUORUM_GET -> keys.get(call.key(), GetOptions.quorum());
            case DIR -> keys.get(call.key(), GetOptions.recursive());
            case SET -> keys.set(call.key(), call.value());
            case POST -> keys.createInOrder(call.key(), call.value());
            case POLL -> throw new IllegalArgumentException("the client has watches, and no long-polls to be called");
        };
    }

    @Override
    public CompletableFuture<KeysResponse> start(Call call) {
        return switch (call.kind()) {
            case GET -> asyncKeys.get(call.key());
            case QUORUM_GET -> asyncKeys.get(call.key(), GetOptions.quorum());
            case DIR -> asyncKeys.get(call.key(), GetOptions.recursive());
            case SET -> asyncKeys.set(call.key(), call.value());
            case POST -> asyncKeys.createInOrder(call.key(), call.value());
            case POLL -> throw new IllegalArgumentException("the client has watches, and no long-polls to be called");
        };
    }

    @Override
    public Events events(String key, long after) {
        Watcher watcher = keys.watcher(key, WatchOptions.after(after));
        return new Events() {
            @Override
            public Node next() {
                return changed(watcher.next());
            }

            @Override
            public void close() {
                watcher.close();
            }
        };
    }

    @Override
    public Subscription subscribe(String key, long after, Consumer<Node> onEvent, Consumer<Throwable> onEnd) {
        Listening listening = new Listening(onEvent, onEnd);
        asyncKeys.watch(key, WatchOptions.after(after)).subscribe(listening);
        return listening;
    }

    @Override
    public String errorClass(Throwable failure) {
        return ErrorClasses.of(failure);
    }

    @Override
    public void close() {
        client.close();
    }

    private static Node changed(WatchEvent event) {
        if (event instanceof WatchEvent.Change change) {
            return change.node();
        }
        throw new IllegalStateException("a watch that fails on a gap has told one: " + event);
    }

    private static final class Listening implements Flow.Subscriber<WatchEvent>, Subscription {
        private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
        private final Consumer<Node> onEvent;
        private final Consumer<Throwable> onEnd;

        Listening(Consumer<Node> onEvent, Consumer<Throwable> onEnd) {
            this.onEvent = onEvent;
            this.onEnd = onEnd;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription.complete(given);
            given.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(WatchEvent event) {
            onEvent.accept(changed(event));
        }

        @Override
        public void onError(Throwable failure) {
            onEnd.accept(failure);
        }

        @Override
        public void onComplete() {
            onEnd.accept(new IllegalStateException("a watch has completed, which none ever does"));
        }

        @Override
        public void close() {
            var unused = subscription.thenAccept(Flow.Subscription::cancel);
        }
    }
}
