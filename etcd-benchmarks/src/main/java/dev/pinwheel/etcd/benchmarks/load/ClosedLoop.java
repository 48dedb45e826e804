package dev.pinwheel.etcd.benchmarks.load;

import dev.pinwheel.etcd.benchmarks.client.Target;
import dev.pinwheel.etcd.benchmarks.figures.Usage;
import java.time.Duration;

/**
 * Loads a target so that each answer brings forth the next call.
 *
 * @param target what is loaded
 * @param mode how calls are kept in flight
 */
public record ClosedLoop(Target target, Mode mode) {
    private static final Duration RUN_UP = Duration.ofMillis(300);

    /** Calls without counting. */
    public void warmUp(Workload workload, int concurrency, Duration time) {
        try (Loop loop = start(workload, concurrency)) {
            loop.countIn(new Tally());
            Patience.sleep(time);
            var unused = Usage.Meter.read().untilNow(); // So that its classes are loaded when it counts.
        }
    }

    /** Calls, and counts what came back within a time. */
    public Measured measure(Workload workload, int concurrency, Duration time) {
        Tally tally = new Tally();
        try (Loop loop = start(workload, concurrency)) {
            Patience.sleep(RUN_UP);
            Usage.Meter meter = Usage.Meter.read();
            loop.countIn(tally);
            Patience.sleep(time);
            loop.countIn(new Tally());
            return new Measured(tally, meter.untilNow());
        }
    }

    private Loop start(Workload workload, int concurrency) {
        Loop loop = new Loop(target, workload, concurrency);
        if (mode == Mode.ASYNC) {
            new FutureWorkers(loop).start();
        } else {
            new BlockingWorkers(loop)
                    .start(mode.threads().orElseThrow(() -> new IllegalStateException("no such threads: " + mode)));
        }
        return loop;
    }
}
