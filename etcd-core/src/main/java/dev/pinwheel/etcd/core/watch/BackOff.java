package dev.pinwheel.etcd.core.watch;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long a watch waits before it tries again: not at all after one failure, then longer and longer (W4). */
final class BackOff {
    private static final Duration FIRST = Duration.ofMillis(50);
    private static final int DOUBLINGS = 7;

    private BackOff() {}

    /** The time before the retry after so many failures in a row: with jitter, 6.4 s at the most. */
    static Duration before(int failures, RandomGenerator random) {
        if (failures < 2) {
            return Duration.ZERO;
        }
        long longest = FIRST.toNanos() << Math.min(failures - 2, DOUBLINGS);
        return Duration.ofNanos(longest / 2 + random.nextLong(longest / 2));
    }
}
