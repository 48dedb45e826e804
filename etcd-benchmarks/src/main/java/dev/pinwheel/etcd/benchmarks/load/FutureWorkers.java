package dev.pinwheel.etcd.benchmarks.load;

import dev.pinwheel.etcd.keys.KeysResponse;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Workers who take no thread: an answer brings forth the next call where it arrives.
 *
 * @param loop that they work in
 */
record FutureWorkers(Loop loop) {

    void start() {
        for (int i = 0; i < loop.workers(); i++) {
            work(i, 0);
        }
    }

    /** Goes on in a loop while answers are there at once, so that these do not fill the stack. */
    private void work(int worker, long firstTurn) {
        for (long turn = firstTurn; loop.isOpen(); turn++) {
            long begun = System.nanoTime();
            CompletableFuture<KeysResponse> answer = loop.target().start(loop.next(worker, turn));
            if (!answer.isDone()) {
                long next = turn + 1;
                var unused = answer.whenComplete((got, failure) -> {
                    count(worker, begun, got, failure);
                    work(worker, next);
                });
                return;
            }
            var unused = answer.whenComplete((got, failure) -> count(worker, begun, got, failure));
        }
        loop.left();
    }

    private void count(int worker, long begun, @Nullable KeysResponse answer, @Nullable Throwable failure) {
        if (answer != null) {
            loop.succeeded(worker, System.nanoTime() - begun, answer);
        } else if (failure != null) {
            loop.failed(failure);
        }
    }
}
