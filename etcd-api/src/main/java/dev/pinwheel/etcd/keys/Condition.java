package dev.pinwheel.etcd.keys;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.OptionalLong;

/** Checks the values that several options share (E6). */
final class Condition {
    /** etcd keeps nanoseconds in 64 bits: what expires after the year 2262 silently never does. */
    private static final Duration LONGEST_TTL = Duration.ofDays(200 * 365);

    private Condition() {}

    static String prevValue(String value) {
        if (requireNonNull(value, "prevValue").isEmpty()) {
            throw new IllegalArgumentException(
                    "prevValue is empty, and etcd cannot compare with an empty value; use prevIndex instead");
        }
        return value;
    }

    static OptionalLong prevIndex(OptionalLong index) {
        if (index.isPresent() && index.getAsLong() < 1) {
            throw new IllegalArgumentException("prevIndex is " + index.getAsLong()
                    + "; give a modifiedIndex, which is at least 1, or leave it out");
        }
        return index;
    }

    static Duration ttl(Duration ttl) {
        if (requireNonNull(ttl, "ttl").isNegative() || ttl.isZero()) {
            throw new IllegalArgumentException(
                    "ttl is " + ttl + "; give a time above zero, or leave it out for a key that does not expire");
        }
        if (ttl.compareTo(LONGEST_TTL) > 0) {
            throw new IllegalArgumentException(
                    "ttl is " + ttl
                            + ", which etcd cannot keep; give 200 years at the most, or leave it out for a key that does not expire");
        }
        return ttl;
    }
}
