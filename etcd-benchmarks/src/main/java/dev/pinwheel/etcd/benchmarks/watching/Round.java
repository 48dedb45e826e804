package dev.pinwheel.etcd.benchmarks.watching;

import dev.pinwheel.etcd.benchmarks.load.Tally;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** One write, and its way to all watches. Safe for use by many threads. */
final class Round {
    private final String value;
    private final CountDownLatch missing;
    private final Tally tally;
    private final AtomicLong last = new AtomicLong();
    private final long begun = System.nanoTime();

    private Round(String value, int watches, Tally tally) {
        this.value = value;
        this.missing = new CountDownLatch(watches);
        this.tally = tally;
    }

    /** Begins now. */
    static Round begin(String value, int watches, Tally tally) {
        return new Round(value, watches, tally);
    }

    /** A round that no write belongs to; only failures are counted. */
    static Round none(Tally tally) {
        return new Round("", 0, tally);
    }

    /** What is written. */
    String value() {
        return value;
    }

    /** Counts a delivery to a watch, unless it is an older write that comes late. */
    void delivered(int watch, String delivered) {
        if (delivered.equals(value)) {
            long nanos = System.nanoTime() - begun;
            last.accumulateAndGet(nanos, Math::max);
            tally.succeeded(watch, nanos);
            missing.countDown();
        }
    }

    /** Counts a watch that has ended. */
    void ended(String errorClass) {
        tally.failed(errorClass);
    }

    /** Waits until the write has reached all watches, and counts those that it has not reached in time. */
    boolean isComplete(Duration atMost) throws InterruptedException {
        if (missing.await(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
            return true;
        }
        for (long i = missing.getCount(); i > 0; i--) {
            tally.failed("undelivered");
        }
        return false;
    }

    /** How many nanoseconds the last delivery until now took. */
    long lastNanos() {
        return last.get();
    }
}
