package dev.pinwheel.etcd.benchmarks.faultlog;

import dev.pinwheel.etcd.benchmarks.client.Call;
import dev.pinwheel.etcd.benchmarks.client.Target;
import dev.pinwheel.etcd.benchmarks.cluster.Preparation;
import dev.pinwheel.etcd.benchmarks.figures.Usage;
import dev.pinwheel.etcd.benchmarks.load.Measured;
import dev.pinwheel.etcd.benchmarks.load.Mode;
import dev.pinwheel.etcd.benchmarks.load.Patience;
import dev.pinwheel.etcd.benchmarks.load.Tally;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongFunction;

/**
 * Logs what calls and a watch experience while somebody hurts the cluster.
 *
 * @param target the client
 * @param mode how it is called; its watch is always waited for by a thread
 * @param keys how many keys are read and written
 * @param out takes the lines
 */
public record FaultLog(Target target, Mode mode, int keys, PrintStream out) {
    /** The key that is watched; somebody else counts in it. */
    public static final String COUNTER = "/bench/counter";

    private static final String QUEUE = "/bench/q";
    private static final int LAST_CALLS_SECONDS = 30;

    /**
     * Runs the workers.
     *
     * @param ops any of get, set, post and watch
     * @param workers of each op but watch
     * @param time how long calls are begun
     * @param period of each worker's calls
     */
    public Measured run(List<String> ops, int workers, Duration time, Duration period) {
        Tally tally = new Tally();
        Usage.Meter meter = Usage.Meter.read();
        AtomicBoolean stopped = new AtomicBoolean();
        try (LogLines lines = LogLines.to(out)) {
            CounterWatch watch = new CounterWatch(target, COUNTER, lines, tally);
            List<Runnable> tasks = new ArrayList<>();
            for (String op : ops) {
                if (op.equals("watch")) {
                    tasks.add(() -> watch.watch(period));
                    continue;
                }
                for (int i = 0; i < workers; i++) {
                    PacedWorker worker = new PacedWorker(op, i, target, mode, calls(op, i), lines, tally);
                    tasks.add(() -> worker.work(period, stopped::get));
                }
            }
            CountDownLatch working = start(tasks);
            Patience.sleep(time);
            stopped.set(true);
            watch.stop();
            awaitLastCalls(working);
        }
        return new Measured(tally, meter.untilNow());
    }

    private CountDownLatch start(List<Runnable> tasks) {
        Executor threads = (mode == Mode.ASYNC ? Mode.SYNC : mode)
                .threads()
                .orElseThrow(() -> new IllegalStateException("no such threads: " + mode));
        CountDownLatch working = new CountDownLatch(tasks.size());
        for (Runnable task : tasks) {
            threads.execute(() -> {
                task.run();
                working.countDown();
            });
        }
        return working;
    }

    private LongFunction<Call> calls(String op, int worker) {
        String prefix = op + ProcessHandle.current().pid() + "-" + worker + "-";
        return switch (op) {
            case "get" -> turn -> Call.get(key(worker, turn));
            case "set" -> turn -> Call.set(key(worker, turn), prefix + turn);
            case "post" -> turn -> Call.post(QUEUE, prefix + turn);
            default -> throw new IllegalArgumentException("no op to be logged: " + op);
        };
    }

    private String key(int worker, long turn) {
        return Preparation.key((int) ((worker + turn) % keys));
    }

    /** A call that is still not over then is ended by whoever closes the client, and has no line. */
    private static void awaitLastCalls(CountDownLatch working) {
        try {
            var unused = working.await(LAST_CALLS_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
