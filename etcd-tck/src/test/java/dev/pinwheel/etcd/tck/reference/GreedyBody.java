package dev.pinwheel.etcd.tck.reference;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/** A body that is read into memory as fast as it comes. */
final class GreedyBody implements Body {
    private final Body body;
    private final BlockingQueue<CompletableFuture<Optional<ByteBuffer>>> ahead = new LinkedBlockingQueue<>();

    GreedyBody(Body body, ThreadFactory threads) {
        this.body = body;
        threads.newThread(this::readOn).start();
    }

    private void readOn() {
        try {
            ByteBuffer chunk;
            do {
                chunk = body.next();
                ahead.add(CompletableFuture.completedFuture(Optional.ofNullable(chunk)));
            } while (chunk != null);
        } catch (IOException broken) {
            ahead.add(CompletableFuture.failedFuture(broken));
        }
    }

    @Override
    public @Nullable ByteBuffer next() throws IOException {
        try {
            return ahead.take().join().orElse(null);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        } catch (CompletionException broken) {
            throw new IOException(broken.getCause());
        }
    }

    @Override
    public boolean leavesConnectionOpen() {
        return body.leavesConnectionOpen();
    }
}
