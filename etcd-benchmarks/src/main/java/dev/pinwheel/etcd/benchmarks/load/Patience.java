package dev.pinwheel.etcd.benchmarks.load;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;

/** Waits, and says for what when it was in vain. */
public final class Patience {
    private static final int SECONDS_AT_MOST = 60;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(5);

    private Patience() {}

    /** Lets time pass. */
    public static void sleep(Duration time) {
        try {
            NANOSECONDS.sleep(time.toNanos());
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        }
    }

    /** Waits up to a minute for a latch. */
    public static void await(CountDownLatch latch, String what) {
        try {
            if (!latch.await(SECONDS_AT_MOST, SECONDS)) {
                throw new IllegalStateException("waited " + SECONDS_AT_MOST + " s in vain for " + what);
            }
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        }
    }

    /** Looks every 5 ms for up to a minute. */
    public static void until(BooleanSupplier condition, String what) {
        long deadline = System.nanoTime() + SECONDS.toNanos(SECONDS_AT_MOST);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("waited " + SECONDS_AT_MOST + " s in vain for " + what);
            }
            sleep(BETWEEN_LOOKS);
        }
    }

    private static IllegalStateException interrupted(InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted", interrupted);
    }
}
