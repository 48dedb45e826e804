package dev.pinwheel.etcd.embedded.store;

import java.time.Duration;
import java.time.Instant;

/**
 * The rest of a node's life, as seen at one moment.
 *
 * @param expiration when it ends
 * @param seconds what is left of it, rounded up; what has passed since, rounded towards zero, is negative
 */
public record TimeToLive(Instant expiration, long seconds) {

    static TimeToLive until(Instant expiration, Instant now) {
        Duration rest = Duration.between(now, expiration);
        // Duration floors its seconds, so a fraction of a second always lies above them: both roundings are one step
        // up.
        long seconds = rest.getNano() > 0 ? rest.getSeconds() + 1 : rest.getSeconds();
        return new TimeToLive(expiration, seconds);
    }
}
