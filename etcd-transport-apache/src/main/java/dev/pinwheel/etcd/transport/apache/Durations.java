package dev.pinwheel.etcd.transport.apache;

import java.time.Duration;

/** Durations as the numbers that timers take. */
final class Durations {
    /** More than any timer needs, and still a number of nanoseconds. */
    private static final Duration LONGEST = Duration.ofDays(10_000);

    private Durations() {}

    static long nanos(Duration time) {
        return (time.compareTo(LONGEST) < 0 ? time : LONGEST).toNanos();
    }

    /** Rounded up: a fraction of a millisecond is short, but it is not zero, which means no limit. */
    static long millis(Duration time) {
        return (nanos(time) + 999_999) / 1_000_000;
    }
}
