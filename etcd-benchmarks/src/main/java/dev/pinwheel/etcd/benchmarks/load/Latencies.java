package dev.pinwheel.etcd.benchmarks.load;

/**
 * How long calls took, in microseconds.
 *
 * @param p50 the median
 * @param p90 what nine of ten did not exceed
 * @param p99 what 99 of 100 did not exceed
 * @param p999 what 999 of 1,000 did not exceed
 * @param max the longest
 */
public record Latencies(double p50, double p90, double p99, double p999, double max) {

    static Latencies of(LatencyHistogram histogram) {
        return new Latencies(
                histogram.nanosAt(.5) / 1e3,
                histogram.nanosAt(.9) / 1e3,
                histogram.nanosAt(.99) / 1e3,
                histogram.nanosAt(.999) / 1e3,
                histogram.maxNanos() / 1e3);
    }
}
