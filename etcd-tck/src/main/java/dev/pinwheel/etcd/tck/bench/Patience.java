package dev.pinwheel.etcd.tck.bench;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * How long tests wait for what must come. All times are limits that a sound transport never reaches; none is an
 * expectation of speed.
 *
 * @param factor multiplies every limit; above 1 for slow machines
 */
public record Patience(double factor) {

    /** Of factor 1. */
    public static final Patience NORMAL = new Patience(1);

    private static final Duration SAFETY_NET = Duration.ofSeconds(10);
    private static final Duration SOON = Duration.ofSeconds(3);
    private static final long POLL_MILLIS = 5;

    /**
     * Checks the factor.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public Patience {
        if (!(factor > 0)) {
            throw new IllegalArgumentException("factor is " + factor + "; give 1, or more for a slow machine");
        }
    }

    /**
     * A time, multiplied by the factor.
     *
     * @param time for a machine of normal speed
     * @return for this one
     */
    public Duration of(Duration time) {
        return Duration.ofNanos((long) (time.toNanos() * factor));
    }

    /**
     * For events that the contract sets no time for: 10 s times the factor.
     *
     * @return the limit
     */
    public Duration limit() {
        return of(SAFETY_NET);
    }

    /**
     * For events that the contract grants one second (T4.2, T4.3, T4.6): 3 s times the factor, as the machine may be
     * busy.
     *
     * @return the limit
     */
    public Duration soon() {
        return of(SOON);
    }

    /**
     * Waits for an event that must come.
     *
     * @param event a permit for each occurrence, of which one is taken
     * @param what for the message, such as "the server saw the request"
     * @throws AssertionError if it does not come within {@link #limit}
     * @throws InterruptedException if the thread is interrupted
     */
    public void await(Semaphore event, String what) throws InterruptedException {
        await(event, 1, limit(), what);
    }

    /**
     * Waits for an event that the contract grants one second.
     *
     * @param event a permit for each occurrence, of which one is taken
     * @param what for the message
     * @throws AssertionError if it does not come {@link #soon}
     * @throws InterruptedException if the thread is interrupted
     */
    public void awaitSoon(Semaphore event, String what) throws InterruptedException {
        await(event, 1, soon(), what);
    }

    /**
     * Waits for events.
     *
     * @param event a permit for each occurrence
     * @param times how many permits to take
     * @param atMost how long to wait
     * @param what for the message
     * @throws AssertionError if they do not come in time
     * @throws InterruptedException if the thread is interrupted
     */
    public void await(Semaphore event, int times, Duration atMost, String what) throws InterruptedException {
        if (!event.tryAcquire(times, atMost.toNanos(), TimeUnit.NANOSECONDS)) {
            throw late(what, atMost);
        }
    }

    /**
     * Waits until something is so.
     *
     * @param condition asked again and again
     * @param what for the message
     * @throws AssertionError if it does not become so within {@link #limit}
     * @throws InterruptedException if the thread is interrupted
     */
    public void until(BooleanSupplier condition, String what) throws InterruptedException {
        until(condition, limit(), what);
    }

    /**
     * Waits until something is so.
     *
     * @param condition asked again and again
     * @param atMost how long to wait
     * @param what for the message
     * @throws AssertionError if it does not become so in time
     * @throws InterruptedException if the thread is interrupted
     */
    public void until(BooleanSupplier condition, Duration atMost, String what) throws InterruptedException {
        long started = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - started > atMost.toNanos()) {
                throw late(what, atMost);
            }
            pause(Duration.ofMillis(POLL_MILLIS));
        }
    }

    /**
     * Lets time pass, for tests of what must not happen.
     *
     * @param time how much, whatever the factor
     * @throws InterruptedException if the thread is interrupted
     */
    public void pause(Duration time) throws InterruptedException {
        new CountDownLatch(1).await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    private static AssertionError late(String what, Duration atMost) {
        return new AssertionError("waited " + atMost.toMillis() + " ms in vain until " + what);
    }
}
