package dev.pinwheel.etcd.benchmarks.driver;

import dev.pinwheel.etcd.benchmarks.figures.ProcessStatus;
import dev.pinwheel.etcd.benchmarks.figures.Report;
import dev.pinwheel.etcd.benchmarks.figures.Usage;
import dev.pinwheel.etcd.benchmarks.load.Latencies;
import dev.pinwheel.etcd.benchmarks.load.Measured;
import dev.pinwheel.etcd.benchmarks.load.Tally;

/** Writes what was measured into the fields that every driver has. */
final class Figures {
    private Figures() {}

    static Report of(CommandLine line, String op, int concurrency, Measured measured, double firstOpMillis) {
        Report report = new Report()
                .put("driver", line.variant().driverName())
                .put("op", op)
                .put("mode", line.mode().wireName())
                .put("concurrency", concurrency);
        results(report, measured.tally(), measured.usage());
        usage(report, measured.tally(), measured.usage());
        return report.put("rss_peak_kb", ProcessStatus.peakResidentKb())
                .put("threads", measured.usage().threads())
                .put("first_op_ms", firstOpMillis);
    }

    private static void results(Report report, Tally tally, Usage usage) {
        Latencies latencies = tally.latencies();
        report.put("seconds", usage.seconds())
                .put("ops", tally.successes())
                .put("errors", tally.failures())
                .put("error_classes", tally.errorClasses())
                .put("throughput", tally.successes() / usage.seconds())
                .put("p50", latencies.p50())
                .put("p90", latencies.p90())
                .put("p99", latencies.p99())
                .put("p999", latencies.p999())
                .put("max", latencies.max());
    }

    private static void usage(Report report, Tally tally, Usage usage) {
        double ops = tally.successes();
        report.put("cpu_s", usage.cpuNanos() / 1e9)
                .put("cpu_us_per_op", usage.cpuNanos() / 1e3 / ops)
                .put("gc_count", usage.collections())
                .put("gc_ms", usage.collectionMillis())
                .put("alloc_b_per_op", usage.allocatedBytes() / ops);
    }
}
