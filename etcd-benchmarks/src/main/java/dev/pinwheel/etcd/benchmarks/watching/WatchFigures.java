package dev.pinwheel.etcd.benchmarks.watching;

import dev.pinwheel.etcd.benchmarks.load.Measured;
import java.util.List;

/**
 * What came of the rounds.
 *
 * @param measured deliveries, timed from just before their write
 * @param lastNanos from each write to its last delivery
 * @param parked what the process held while all watches waited
 * @param peakThreads the most threads at any time
 */
public record WatchFigures(Measured measured, List<Long> lastNanos, Parked parked, long peakThreads) {

    /** Sorts the times. */
    public WatchFigures {
        lastNanos = lastNanos.stream().sorted().toList();
    }

    /** The median of the times to the last delivery, in microseconds; 0 if there was none. */
    public double lastMicrosMedian() {
        return lastNanos.isEmpty() ? 0 : lastNanos.get(lastNanos.size() / 2) / 1e3;
    }

    /** The longest time to the last delivery, in microseconds; 0 if there was none. */
    public double lastMicrosMax() {
        return lastNanos.isEmpty() ? 0 : lastNanos.get(lastNanos.size() - 1) / 1e3;
    }
}
