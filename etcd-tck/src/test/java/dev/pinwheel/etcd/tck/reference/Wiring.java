package dev.pinwheel.etcd.tck.reference;

import dev.pinwheel.etcd.spi.TransportConfig;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The parts of one transport.
 *
 * @param config what its user asked for
 * @param timer ends what takes too long
 * @param pool its connections
 * @param dialer makes new ones
 * @param failures says what went wrong
 * @param flaws what is wrong with it
 */
record Wiring(
        TransportConfig config,
        ScheduledThreadPoolExecutor timer,
        Pool pool,
        Dialer dialer,
        Failures failures,
        Flaws flaws) {

    static Wiring of(TransportConfig config, Flaws flaws) {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
                1, flaws.has(Flaw.MAKES_ITS_OWN_THREADS) ? OwnThreads::daemon : config.threads());
        timer.setRemoveOnCancelPolicy(true);
        return new Wiring(
                config, timer, new Pool(config, timer, flaws), new Dialer(config, flaws), new Failures(flaws), flaws);
    }

    Deadline connectDeadline(Runnable passed) {
        Duration limit = config.connectTimeout();
        if (limit.isZero() || flaws.has(Flaw.IGNORES_THE_CONNECT_TIMEOUT)) {
            return () -> {};
        }
        ScheduledFuture<?> task = timer.schedule(passed, limit.toNanos(), TimeUnit.NANOSECONDS);
        return () -> task.cancel(false);
    }

    void close() {
        pool.close();
        if (!flaws.has(Flaw.LEAKS_A_THREAD_ON_CLOSE)) {
            timer.shutdownNow();
        }
    }
}
