package dev.pinwheel.etcd.benchmarks.load;

import dev.pinwheel.etcd.benchmarks.target.Target;
import dev.pinwheel.etcd.keys.KeysResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Futures, of which each begins the next one when it completes. */
final class FutureLoop implements Loop {
    private final Target target;
    private final Workload workload;
    private final CountDownLatch working;
    private volatile Tally tally = new Tally();
    private volatile boolean closed;

    private FutureLoop(Target target, Workload workload, int concurrency) {
        this.target = target;
        this.workload = workload;
        this.working = new CountDownLatch(concurrency);
    }

    static FutureLoop start(Target target, Workload workload, int concurrency) {
        FutureLoop loop = new FutureLoop(target, workload, concurrency);
        for (int i = 0; i < concurrency; i++) {
            loop.work(i, 0);
        }
        return loop;
    }

    @Override
    public void countIn(Tally next) {
        tally = next;
    }

    @Override
    public void close() {
        closed = true;
        Patience.await(working, "the last calls");
    }

    /** Goes on in a loop while answers are there at once, so that these do not fill the stack. */
    private void work(int worker, long firstTurn) {
        for (long turn = firstTurn; !closed; turn++) {
            long begun = System.nanoTime();
            CompletableFuture<KeysResponse> answer = target.start(workload.next(worker, turn));
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
        working.countDown();
    }

    private void count(int worker, long begun, @Nullable KeysResponse answer, @Nullable Throwable failure) {
        if (answer != null) {
            tally.succeeded(worker, System.nanoTime() - begun, answer);
        } else if (failure != null) {
            tally.failed(target.errorClass(failure));
        }
    }
}
