package dev.pinwheel.etcd.core.keys;

import dev.pinwheel.etcd.core.call.Calls;
import dev.pinwheel.etcd.core.call.Operation;
import dev.pinwheel.etcd.core.watch.OpenWatches;
import dev.pinwheel.etcd.keys.CreateInOrderOptions;
import dev.pinwheel.etcd.keys.DeleteOptions;
import dev.pinwheel.etcd.keys.GetOptions;
import dev.pinwheel.etcd.keys.KeysApi;
import dev.pinwheel.etcd.keys.KeysException;
import dev.pinwheel.etcd.keys.KeysResponse;
import dev.pinwheel.etcd.keys.SetOptions;
import dev.pinwheel.etcd.keys.WatchOptions;
import dev.pinwheel.etcd.keys.Watcher;
import java.util.Optional;

/** The key space for callers that wait. Safe for use by many threads. */
public final class BlockingKeys implements KeysApi {
    private final Calls calls;
    private final KeysOperations operations;
    private final OpenWatches watches;

    /** Runs the operations as these calls. */
    public BlockingKeys(Calls calls, KeysOperations operations, OpenWatches watches) {
        this.calls = calls;
        this.operations = operations;
        this.watches = watches;
    }

    @Override
    public KeysResponse get(String key, GetOptions options) {
        return calls.await(operations.get(key, options));
    }

    @Override
    public KeysResponse set(String key, String value, SetOptions options) {
        return calls.await(operations.set(key, value, options));
    }

    @Override
    public KeysResponse delete(String key, DeleteOptions options) {
        return calls.await(operations.delete(key, options));
    }

    @Override
    public KeysResponse createInOrder(String dir, String value, CreateInOrderOptions options) {
        return calls.await(operations.createInOrder(dir, value, options));
    }

    @Override
    public KeysResponse removeTtl(String key) {
        Calls together = calls.asOne();
        for (int attempt = 1; ; attempt++) {
            KeysResponse read = together.await(operations.get(key, GetOptions.quorum()));
            Optional<Operation<KeysResponse>> removal = operations.removeTtl(key, read);
            if (removal.isEmpty()) {
                return read;
            }
            try {
                return together.await(removal.get());
            } catch (KeysException changed) {
                if (!changed.isCompareFailed() || attempt == KeysOperations.TTL_REMOVALS) {
                    throw changed;
                }
            }
        }
    }

    @Override
    public Watcher watcher(String key, WatchOptions options) {
        return watches.watcher(operations.watched(key), options, calls);
    }

    @Override
    public KeysApi namespace(String dir) {
        return new BlockingKeys(calls, operations.below(dir), watches);
    }
}
