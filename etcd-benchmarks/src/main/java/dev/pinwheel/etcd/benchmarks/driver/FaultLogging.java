package dev.pinwheel.etcd.benchmarks.driver;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import dev.pinwheel.etcd.benchmarks.client.Call;
import dev.pinwheel.etcd.benchmarks.client.Target;
import dev.pinwheel.etcd.benchmarks.cluster.PlainHttp;
import dev.pinwheel.etcd.benchmarks.cluster.Preparation;
import dev.pinwheel.etcd.benchmarks.faultlog.FaultLog;
import dev.pinwheel.etcd.benchmarks.load.Measured;
import java.io.PrintStream;
import java.util.List;

/**
 * Logs paced calls and a watch.
 *
 * @param line what is asked for
 * @param http prepares the cluster
 * @param out takes the lines
 */
record FaultLogging(CommandLine line, PlainHttp http, PrintStream out) {

    void run() {
        Preparation preparation = new Preparation(http);
        preparation.key(FaultLog.COUNTER);
        preparation.keys(line.keys(), line.valueSize());
        FirstCall first = FirstCall.of(line, Call.get(Preparation.key(0)));
        List<String> ops = line.ops().stream().map(Op::wireName).collect(toList());
        int workers = line.concurrencies().get(0);
        try (Target target = first.target()) {
            Measured measured =
                    new FaultLog(target, line.mode(), line.keys(), out).run(ops, workers, line.time(), line.period());
            String op = ops.stream().collect(joining(","));
            out.println(Figures.of(line, op, workers, measured, first.millis()).toJson());
        }
    }
}
