package dev.pinwheel.etcd.benchmarks.byhand;

import dev.pinwheel.etcd.benchmarks.client.Call;
import dev.pinwheel.etcd.keys.KeysResponse;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** One HTTP stack, with no more around it than a careful user would write. Safe for use by many threads. */
public interface Stack extends AutoCloseable {

    /** Calls, and waits for the answer. */
    KeysResponse call(Call call) throws IOException;

    /** Calls, and returns at once. */
    CompletableFuture<KeysResponse> start(Call call);

    @Override
    void close();
}
