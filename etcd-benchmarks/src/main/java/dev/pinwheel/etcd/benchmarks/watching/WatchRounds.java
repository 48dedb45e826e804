package dev.pinwheel.etcd.benchmarks.watching;

import dev.pinwheel.etcd.benchmarks.client.Target;
import dev.pinwheel.etcd.benchmarks.cluster.PlainHttp;
import dev.pinwheel.etcd.benchmarks.cluster.Watchers;
import dev.pinwheel.etcd.benchmarks.figures.Usage;
import dev.pinwheel.etcd.benchmarks.load.Measured;
import dev.pinwheel.etcd.benchmarks.load.Mode;
import dev.pinwheel.etcd.benchmarks.load.Patience;
import dev.pinwheel.etcd.benchmarks.load.Tally;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Parks watches of one key, writes it by other means, and waits for the write to reach them all; again and again.
 *
 * @param target whose watches
 * @param mode who waits for them
 * @param http writes the key
 */
public record WatchRounds(Target target, Mode mode, PlainHttp http) {
    /** The key that is watched. */
    public static final String KEY = "/bench/watch";

    private static final Duration DELIVERY = Duration.ofSeconds(30);

    /**
     * Measures.
     *
     * @param after the index behind which the watches begin
     * @param count of watches
     * @param warmUp rounds are played for so long without counting
     * @param time rounds are begun for so long
     */
    public WatchFigures measure(long after, int count, Duration warmUp, Duration time) {
        Watchers watchers = new Watchers(http);
        long parkedCount = watchers.count() + count;
        Tally uncounted = new Tally();
        Tally counted = new Tally();
        try (PeakThreads peak = PeakThreads.watch();
                ParkedWatches watches = ParkedWatches.open(target, mode, KEY, after, count, Round.none(uncounted))) {
            Runnable untilParked =
                    () -> Patience.until(() -> watchers.count() >= parkedCount, count + " watches to be parked");
            play(watches, count, uncounted, warmUp, untilParked);
            untilParked.run();
            Parked parked = Parked.now();
            Usage.Meter meter = Usage.Meter.read();
            List<Long> lastNanos = play(watches, count, counted, time, untilParked);
            return new WatchFigures(new Measured(counted, meter.untilNow()), lastNanos, parked, peak.threads());
        }
    }

    /** Plays rounds, and returns the nanoseconds from each write to its last delivery. */
    private List<Long> play(ParkedWatches watches, int count, Tally tally, Duration time, Runnable untilParked) {
        List<Long> lastNanos = new ArrayList<>();
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() - end < 0) {
            untilParked.run();
            Round round = Round.begin("r" + System.nanoTime(), count, tally);
            watches.begin(round);
            http.set(KEY, round.value());
            if (!isComplete(round)) {
                break; // Those that have ended will not be there for another round.
            }
            lastNanos.add(round.lastNanos());
        }
        return lastNanos;
    }

    private static boolean isComplete(Round round) {
        try {
            return round.isComplete(DELIVERY);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a write was on its way", interrupted);
        }
    }
}
