package dev.pinwheel.etcd.benchmarks.driver;

import dev.pinwheel.etcd.benchmarks.client.Call;
import dev.pinwheel.etcd.benchmarks.client.Target;
import dev.pinwheel.etcd.benchmarks.cluster.PlainHttp;
import dev.pinwheel.etcd.benchmarks.figures.Report;
import dev.pinwheel.etcd.benchmarks.watching.WatchFigures;
import dev.pinwheel.etcd.benchmarks.watching.WatchRounds;
import java.io.PrintStream;

/**
 * Measures how a write reaches many watches.
 *
 * @param line what is asked for
 * @param http writes the key
 * @param out takes the lines
 */
record Watching(CommandLine line, PlainHttp http, PrintStream out) {

    void run() {
        long after = http.set(WatchRounds.KEY, "0");
        FirstCall first = FirstCall.of(line, Call.get(WatchRounds.KEY));
        try (Target target = first.target()) {
            int watches = line.concurrencies().get(0);
            WatchFigures figures =
                    new WatchRounds(target, line.mode(), http).measure(after, watches, line.warmUp(), line.time());
            out.println(report(watches, figures, first.millis()).toJson());
        }
    }

    private Report report(int concurrency, WatchFigures figures, double firstOpMillis) {
        return Figures.of(line, Op.WATCH.wireName(), concurrency, figures.measured(), firstOpMillis)
                .put("watch_rounds", figures.lastNanos().size())
                .put("watch_last_us_p50", figures.lastMicrosMedian())
                .put("watch_last_us_max", figures.lastMicrosMax())
                .put("parked_rss_kb", figures.parked().residentKb())
                .put("parked_heap_b", figures.parked().heapBytes())
                .put("parked_threads", figures.parked().threads())
                .put("peak_threads", figures.peakThreads());
    }
}
