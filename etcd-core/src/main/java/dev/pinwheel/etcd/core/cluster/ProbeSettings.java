package dev.pinwheel.etcd.core.cluster;

import dev.pinwheel.etcd.core.dispatch.Timer;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * When endpoints are probed (F13).
 *
 * @param stallProbeAfter how long a call waits before its endpoint is asked for its version; zero for never, and then
 *     long polls do not ask for it either
 * @param healthInterval between questions for the health of an endpoint; zero for none
 */
public record ProbeSettings(Duration stallProbeAfter, Duration healthInterval) {
    private static final Duration USUAL_INTERVAL = Duration.ofSeconds(2);
    private static final double JITTER = 0.1;

    /** What a client does unless it is told otherwise. */
    public static ProbeSettings usual() {
        return new ProbeSettings(Duration.ofMillis(250), USUAL_INTERVAL);
    }

    boolean asksForVersion() {
        return !stallProbeAfter.isZero();
    }

    boolean asksForHealth() {
        return !healthInterval.isZero();
    }

    boolean asksNothing() {
        return !asksForVersion() && !asksForHealth();
    }

    /** Until the next question for an endpoint's health, or whether a suspect answers again: a little off each time. */
    long pause() {
        Duration interval = asksForHealth() ? healthInterval : USUAL_INTERVAL;
        double factor = 1 + JITTER * (2 * ThreadLocalRandom.current().nextDouble() - 1);
        return (long) (Timer.nanos(interval) * factor);
    }
}
