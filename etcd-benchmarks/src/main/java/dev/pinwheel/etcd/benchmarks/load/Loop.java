package dev.pinwheel.etcd.benchmarks.load;

import dev.pinwheel.etcd.benchmarks.client.Call;
import dev.pinwheel.etcd.benchmarks.client.Target;
import dev.pinwheel.etcd.keys.KeysResponse;
import java.util.concurrent.CountDownLatch;

/** A number of workers who each make one call after the other until this is closed. Safe for use by many threads. */
final class Loop implements AutoCloseable {
    private final Target target;
    private final Workload workload;
    private final int workers;
    private final CountDownLatch working;
    private volatile Tally tally = new Tally();
    private volatile boolean closed;

    /**
     * Makes a loop that nobody works in yet.
     *
     * @param target what is called
     * @param workload the calls
     * @param workers how many there will be
     */
    Loop(Target target, Workload workload, int workers) {
        this.target = target;
        this.workload = workload;
        this.workers = workers;
        this.working = new CountDownLatch(workers);
    }

    /** Counts from now on in another tally. */
    void countIn(Tally next) {
        tally = next;
    }

    /** Lets no more calls be made, and waits until the last one has ended. */
    @Override
    public void close() {
        closed = true;
        Patience.await(working, "the last calls");
    }

    Target target() {
        return target;
    }

    int workers() {
        return workers;
    }

    boolean isOpen() {
        return !closed;
    }

    Call next(int worker, long turn) {
        return workload.next(worker, turn);
    }

    void succeeded(int worker, long nanos, KeysResponse answer) {
        tally.succeeded(worker, nanos, answer);
    }

    void failed(Throwable failure) {
        tally.failed(target.errorClass(failure));
    }

    /** Tells that a worker has seen that the loop is closed. */
    void left() {
        working.countDown();
    }
}
