package dev.pinwheel.etcd.benchmarks.byhand;

import dev.pinwheel.etcd.keys.KeysResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Blocks on a future. */
final class Waiting {
    private Waiting() {}

    static KeysResponse forAnswer(CompletableFuture<KeysResponse> answer) throws IOException {
        try {
            return answer.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof IOException failure ? failure : new IOException(failed.getCause());
        }
    }
}
