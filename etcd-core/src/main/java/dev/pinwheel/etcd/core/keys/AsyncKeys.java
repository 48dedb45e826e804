package dev.pinwheel.etcd.core.keys;

import dev.pinwheel.etcd.core.call.Calls;
import dev.pinwheel.etcd.core.call.Operation;
import dev.pinwheel.etcd.core.call.Sequence;
import dev.pinwheel.etcd.core.watch.OpenWatches;
import dev.pinwheel.etcd.keys.AsyncKeysApi;
import dev.pinwheel.etcd.keys.CreateInOrderOptions;
import dev.pinwheel.etcd.keys.DeleteOptions;
import dev.pinwheel.etcd.keys.GetOptions;
import dev.pinwheel.etcd.keys.KeysException;
import dev.pinwheel.etcd.keys.KeysResponse;
import dev.pinwheel.etcd.keys.SetOptions;
import dev.pinwheel.etcd.keys.WatchEvent;
import dev.pinwheel.etcd.keys.WatchOptions;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/** The key space for callers that do not wait. Safe for use by many threads. */
public final class AsyncKeys implements AsyncKeysApi {
    private final Calls calls;
    private final KeysOperations operations;
    private final OpenWatches watches;

    /** Runs the operations as these calls. */
    public AsyncKeys(Calls calls, KeysOperations operations, OpenWatches watches) {
        this.calls = calls;
        this.operations = operations;
        this.watches = watches;
    }

    @Override
    public CompletableFuture<KeysResponse> get(String key, GetOptions options) {
        return calls.start(operations.get(key, options));
    }

    @Override
    public CompletableFuture<KeysResponse> set(String key, String value, SetOptions options) {
        return calls.start(operations.set(key, value, options));
    }

    @Override
    public CompletableFuture<KeysResponse> delete(String key, DeleteOptions options) {
        return calls.start(operations.delete(key, options));
    }

    @Override
    public CompletableFuture<KeysResponse> createInOrder(String dir, String value, CreateInOrderOptions options) {
        return calls.start(operations.createInOrder(dir, value, options));
    }

    @Override
    public CompletableFuture<KeysResponse> removeTtl(String key) {
        Calls together = calls.asOne();
        return Sequence.of(sequence -> removeTtl(sequence, together, key, 1));
    }

    private void removeTtl(Sequence<KeysResponse> sequence, Calls together, String key, int attempt) {
        sequence.step(together.start(operations.get(key, GetOptions.quorum())), read -> {
            Optional<Operation<KeysResponse>> removal = operations.removeTtl(key, read);
            if (removal.isEmpty()) {
                sequence.end(read);
            } else {
                sequence.step(together.start(removal.get()), sequence::end, failure -> {
                    boolean again = failure instanceof KeysException changed
                            && changed.isCompareFailed()
                            && attempt < KeysOperations.TTL_REMOVALS;
                    if (!again) {
                        return Optional.of(failure);
                    }
                    removeTtl(sequence, together, key, attempt + 1);
                    return Optional.empty();
                });
            }
        });
    }

    @Override
    public Flow.Publisher<WatchEvent> watch(String key, WatchOptions options) {
        return watches.publisher(operations.watched(key), options, calls);
    }

    @Override
    public AsyncKeysApi namespace(String dir) {
        return new AsyncKeys(calls, operations.below(dir), watches);
    }
}
