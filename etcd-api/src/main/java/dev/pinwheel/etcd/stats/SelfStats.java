package dev.pinwheel.etcd.stats;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;

/**
 * What a member tells of itself.
 *
 * @param id its id, in hexadecimal
 * @param name its name
 * @param state "StateLeader" or "StateFollower"; not to be trusted, as a member that has lost its leader keeps or even
 *     takes "StateLeader"
 * @param startTime when it started
 * @param leader whom it follows
 * @param received what it has received from its leader
 * @param sent what it has sent as a leader
 */
public record SelfStats(
        String id, String name, String state, Instant startTime, Leader leader, Traffic received, Traffic sent) {

    /**
     * Whom a member follows.
     *
     * @param id the leader's id, in hexadecimal; empty when there is none
     * @param uptime how long the member has had this leader
     * @param startTime since when the member has had this leader
     */
    public record Leader(String id, Duration uptime, Instant startTime) {

        /**
         * Checks the parts.
         *
         * @throws NullPointerException if a part is null
         */
        public Leader {
            requireNonNull(id, "id");
            requireNonNull(uptime, "uptime");
            requireNonNull(startTime, "startTime");
        }
    }

    /**
     * Requests between members.
     *
     * @param requests how many since the member's start
     * @param requestsPerSecond how many lately
     * @param bytesPerSecond how much lately
     */
    public record Traffic(long requests, double requestsPerSecond, double bytesPerSecond) {}

    /**
     * Checks the parts.
     *
     * @throws NullPointerException if a part is null
     */
    public SelfStats {
        requireNonNull(id, "id");
        requireNonNull(name, "name");
        requireNonNull(state, "state");
        requireNonNull(startTime, "startTime");
        requireNonNull(leader, "leader");
        requireNonNull(received, "received");
        requireNonNull(sent, "sent");
    }
}
