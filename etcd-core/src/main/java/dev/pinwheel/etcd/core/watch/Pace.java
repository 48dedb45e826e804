package dev.pinwheel.etcd.core.watch;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long a poll may stay open: 60 s on a store that hardly changes, and less the faster its index moves, so that the
 * next poll begins long before the history has passed it by (W2, W4).
 *
 * @param index the store's index when it was last measured; negative before
 * @param at when that was
 * @param window the longest that a poll may stay open now
 */
record Pace(long index, Duration at, Duration window) {
    /** What a watch lets pass of the 1,000 changes that a member remembers. */
    static final long AFFORDABLE = 400;

    /** Silence that is shorter than this proves nothing, and a speed measured in less is noise. */
    static final Duration SETTLED = Duration.ofMillis(250);

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(60);

    static Pace unknown() {
        return new Pace(-1, Duration.ZERO, FIRST);
    }

    /**
     * The pace once the index has been seen to be {@code nowIndex}; it slows down by doubling, and speeds up at once.
     */
    Pace measured(long nowIndex, Duration now) {
        if (index < 0) {
            return new Pace(nowIndex, now, window);
        }
        long moved = nowIndex - index;
        Duration elapsed = now.minus(at);
        if (elapsed.compareTo(SETTLED) < 0 && moved < AFFORDABLE) {
            return this;
        }
        Duration affordable =
                moved <= 0 ? LONGEST : elapsed.multipliedBy(AFFORDABLE).dividedBy(moved);
        Duration next = shorter(LONGEST, shorter(affordable, window.multipliedBy(2)));
        return new Pace(nowIndex, now, next.compareTo(SETTLED) < 0 ? SETTLED : next);
    }

    /**
     * The same for what many watches see, each now and then: it slows down only when the whole window has passed since
     * it was measured, and speeds up at once.
     */
    Pace confirmed(long nowIndex, Duration now) {
        Pace next = measured(nowIndex, now);
        return index < 0 || isOver(now.minus(at)) || next.window().compareTo(window) < 0 ? next : this;
    }

    /** Whether the window is over, or nearly so: polls end up to a quarter early. */
    boolean isOver(Duration passed) {
        return isNearly(window, passed);
    }

    /** Whether a poll that has been open for so long is to end whatever is known of the store. */
    static boolean isLongest(Duration open) {
        return isNearly(LONGEST, open);
    }

    private static boolean isNearly(Duration whole, Duration passed) {
        return passed.compareTo(whole.multipliedBy(3).dividedBy(4)) >= 0;
    }

    /** The time for one poll: the window, or up to a quarter less, so that watches do not all ask at once. */
    static Duration within(Duration window, RandomGenerator random) {
        Duration bound = window.minusNanos(random.nextLong(window.toNanos() / 4));
        return bound.compareTo(SETTLED) < 0 ? SETTLED : bound;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
