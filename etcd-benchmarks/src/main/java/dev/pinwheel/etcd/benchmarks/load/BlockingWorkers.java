package dev.pinwheel.etcd.benchmarks.load;

import dev.pinwheel.etcd.benchmarks.client.Call;
import dev.pinwheel.etcd.keys.KeysResponse;
import java.io.IOException;
import java.util.concurrent.Executor;

/**
 * Workers who each wait on a thread of their own for an answer.
 *
 * @param loop that they work in
 */
record BlockingWorkers(Loop loop) {

    void start(Executor threads) {
        for (int i = 0; i < loop.workers(); i++) {
            int worker = i;
            threads.execute(() -> work(worker));
        }
    }

    private void work(int worker) {
        for (long turn = 0; loop.isOpen(); turn++) {
            callOnce(worker, loop.next(worker, turn));
        }
        loop.left();
    }

    private void callOnce(int worker, Call call) {
        long begun = System.nanoTime();
        try {
            KeysResponse answer = loop.target().call(call);
            loop.succeeded(worker, System.nanoTime() - begun, answer);
        } catch (IOException | RuntimeException failure) {
            loop.failed(failure);
        }
    }
}
