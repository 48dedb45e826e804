package dev.pinwheel.etcd.benchmarks.driver;

import static java.util.stream.Collectors.toList;

import dev.pinwheel.etcd.benchmarks.client.Call;
import dev.pinwheel.etcd.benchmarks.client.Target;
import dev.pinwheel.etcd.benchmarks.cluster.PlainHttp;
import dev.pinwheel.etcd.benchmarks.cluster.Preparation;
import dev.pinwheel.etcd.benchmarks.load.ClosedLoop;
import dev.pinwheel.etcd.benchmarks.load.Measured;
import dev.pinwheel.etcd.benchmarks.load.Workload;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Measures each op at each concurrency, after a warm-up that they share.
 *
 * @param line what is asked for
 * @param http prepares the cluster
 * @param out takes the lines
 */
record Loading(CommandLine line, PlainHttp http, PrintStream out) {

    void run() {
        prepare();
        List<Workload> workloads = line.ops().stream().map(this::workload).collect(toList());
        FirstCall first = FirstCall.of(line, workloads.get(0).calls().get(0));
        try (Target target = first.target()) {
            ClosedLoop loop = new ClosedLoop(target, line.mode());
            Duration share = line.warmUp()
                    .dividedBy((long) workloads.size() * line.concurrencies().size());
            for (Workload workload : workloads) {
                line.concurrencies().forEach(concurrency -> loop.warmUp(workload, concurrency, share));
            }
            for (Workload workload : workloads) {
                for (int concurrency : line.concurrencies()) {
                    Measured measured = loop.measure(workload, concurrency, line.time());
                    out.println(Figures.of(line, workload.name(), concurrency, measured, first.millis())
                            .toJson());
                }
            }
        }
    }

    private void prepare() {
        Preparation preparation = new Preparation(http);
        if (line.ops().contains(Op.GET)) {
            preparation.keysOfSize(line.keys(), line.valueSize());
        }
        if (line.ops().contains(Op.DIR)) {
            preparation.dir();
        }
    }

    private Workload workload(Op op) {
        String value = Preparation.value(line.valueSize());
        List<Call> calls = switch (op) {
            case GET -> forEachKey(n -> Call.get(Preparation.key(n)));
            case SET -> forEachKey(n -> Call.set(Preparation.key(n), value));
            case DIR -> List.of(Call.dir(Preparation.DIR));
            case POST, WATCH -> throw new IllegalStateException("not to be looped: " + op);
        };
        return new Workload(op.wireName(), calls);
    }

    private List<Call> forEachKey(IntFunction<Call> call) {
        return IntStream.range(0, line.keys()).mapToObj(call).collect(toList());
    }
}
