package dev.pinwheel.etcd.core.dispatch;

import java.time.Duration;

/**
 * Until when a call must have ended, all its requests together.
 *
 * @param allowed how long it was given, for people
 * @param endsAt the same as a reading of {@link System#nanoTime}
 */
public record Deadline(Duration allowed, long endsAt) {
    private static final Duration SMALLEST_SHARE = Duration.ofMillis(50);

    /** A deadline that begins to run now. */
    public static Deadline in(Duration allowed) {
        return new Deadline(allowed, System.nanoTime() + Timer.nanos(allowed));
    }

    /** How much time is left, zero when it is over. */
    public Duration left() {
        return Duration.ofNanos(Math.max(0, endsAt - System.nanoTime()));
    }

    /**
     * The part of what is left that one attempt may use, so that no endpoint eats it all (F15).
     *
     * @param untried how many endpoints are left to try, this one included
     */
    Duration share(int untried) {
        Duration equal = left().dividedBy(untried);
        return equal.compareTo(SMALLEST_SHARE) < 0 ? SMALLEST_SHARE : equal;
    }
}
