package dev.pinwheel.etcd.benchmarks.load;

import dev.pinwheel.etcd.benchmarks.target.Call;
import dev.pinwheel.etcd.benchmarks.target.Target;
import dev.pinwheel.etcd.keys.KeysResponse;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;

/** Threads that each make one blocking call after the other. */
final class ThreadLoop implements Loop {
    private final Target target;
    private final Workload workload;
    private final CountDownLatch working;
    private volatile Tally tally = new Tally();
    private volatile boolean closed;

    private ThreadLoop(Target target, Workload workload, int concurrency) {
        this.target = target;
        this.workload = workload;
        this.working = new CountDownLatch(concurrency);
    }

    static ThreadLoop start(Target target, Workload workload, int concurrency, Executor threads) {
        ThreadLoop loop = new ThreadLoop(target, workload, concurrency);
        for (int i = 0; i < concurrency; i++) {
            int worker = i;
            threads.execute(() -> loop.work(worker));
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

    private void work(int worker) {
        for (long turn = 0; !closed; turn++) {
            callOnce(worker, workload.next(worker, turn));
        }
        working.countDown();
    }

    private void callOnce(int worker, Call call) {
        long begun = System.nanoTime();
        try {
            KeysResponse answer = target.call(call);
            tally.succeeded(worker, System.nanoTime() - begun, answer);
        } catch (IOException | RuntimeException failure) {
            tally.failed(target.errorClass(failure));
        }
    }
}
