package dev.pinwheel.etcd.embedded.golden;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The system's clock, which a test can put forward. */
final class OffsetClock implements InstantSource {
    private Duration offset = Duration.ZERO;

    @Override
    public synchronized Instant instant() {
        return Instant.now().plus(offset);
    }

    synchronized void advance(Duration step) {
        offset = offset.plus(step);
    }
}
