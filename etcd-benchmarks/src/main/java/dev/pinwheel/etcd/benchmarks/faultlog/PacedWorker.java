package dev.pinwheel.etcd.benchmarks.faultlog;

import dev.pinwheel.etcd.benchmarks.client.Call;
import dev.pinwheel.etcd.benchmarks.client.Target;
import dev.pinwheel.etcd.benchmarks.load.Mode;
import dev.pinwheel.etcd.benchmarks.load.Tally;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.function.LongFunction;

/**
 * Makes one kind of call at a pace, and logs each.
 *
 * @param op what the log calls it
 * @param number of the worker
 * @param target the client
 * @param mode how it is called
 * @param calls the call of each turn
 * @param lines takes the lines
 * @param tally counts
 */
record PacedWorker(
        String op, int number, Target target, Mode mode, LongFunction<Call> calls, LogLines lines, Tally tally) {

    void work(Duration period, BooleanSupplier stopped) {
        Pace pace = new Pace(period);
        for (long turn = 0; !stopped.getAsBoolean(); turn++) {
            pace.await();
            callOnce(calls.apply(turn));
        }
    }

    private void callOnce(Call call) {
        Instant began = Instant.now();
        long begunNanos = System.nanoTime();
        try {
            String value = mode.caller(target).call(call).node().value();
            Duration took = Duration.ofNanos(System.nanoTime() - begunNanos);
            tally.succeeded(number, took.toNanos());
            lines.add(op, began, took, "ok", value);
        } catch (IOException | RuntimeException failure) {
            Duration took = Duration.ofNanos(System.nanoTime() - begunNanos);
            String errorClass = target.errorClass(failure);
            tally.failed(errorClass);
            lines.add(op, began, took, errorClass, call.value());
        }
    }
}
