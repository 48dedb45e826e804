package dev.pinwheel.etcd.benchmarks.load;

import dev.pinwheel.etcd.keys.KeysResponse;
import dev.pinwheel.etcd.keys.Node;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts what came back. Safe for use by many threads. */
public final class Tally {
    private static final int STRIPES = 16; // Keeps threads from counting in one another's cache lines.

    private final LatencyHistogram[] histograms = new LatencyHistogram[STRIPES];
    private final Map<String, LongAdder> errors = new ConcurrentHashMap<>();
    private final LongAdder seen = new LongAdder();

    /** Makes an empty one. */
    public Tally() {
        for (int i = 0; i < STRIPES; i++) {
            histograms[i] = new LatencyHistogram();
        }
    }

    /** Counts a success, and looks at its values. */
    void succeeded(int worker, long nanos, KeysResponse answer) {
        histograms[worker % STRIPES].record(nanos);
        seen.add(characters(answer.node()));
    }

    /** Counts a success that has been looked at. */
    public void succeeded(int worker, long nanos) {
        histograms[worker % STRIPES].record(nanos);
    }

    /** Counts a failure. */
    public void failed(String errorClass) {
        errors.computeIfAbsent(errorClass, unseen -> new LongAdder()).increment();
    }

    /** How many succeeded. */
    public long successes() {
        long sum = 0;
        for (LatencyHistogram histogram : histograms) {
            sum += histogram.count();
        }
        return sum;
    }

    /** How many failed. */
    public long failures() {
        return errors.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /** How many characters all values had that were looked at. */
    public long characters() {
        return seen.sum();
    }

    /** How many failed, by class, in the order of their names. */
    public Map<String, Long> errorClasses() {
        Map<String, Long> classes = new TreeMap<>();
        errors.forEach((name, count) -> classes.put(name, count.sum()));
        return classes;
    }

    /** How long the successes took. */
    public Latencies latencies() {
        LatencyHistogram all = new LatencyHistogram();
        for (LatencyHistogram histogram : histograms) {
            all.add(histogram);
        }
        return Latencies.of(all);
    }

    private static long characters(Node node) {
        long sum = node.value().length();
        for (Node child : node.nodes()) {
            sum += characters(child);
        }
        return sum;
    }
}
