package dev.pinwheel.etcd.stats;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What the leader tells of its followers.
 *
 * @param leader the leader's id, in hexadecimal
 * @param followers by their ids, in hexadecimal; empty when the leader is alone
 */
public record LeaderStats(String leader, Map<String, Follower> followers) {

    /**
     * How one follower is reached.
     *
     * @param latency how long requests to it take
     * @param success how many requests it has answered
     * @param fail how many failed
     */
    public record Follower(Latency latency, long success, long fail) {

        /**
         * Checks the parts.
         *
         * @throws NullPointerException if a part is null
         */
        public Follower {
            requireNonNull(latency, "latency");
        }
    }

    /**
     * How long requests take.
     *
     * @param current the last one
     * @param average all of them
     * @param standardDeviation how far they differ
     * @param minimum the shortest; empty before the first success
     * @param maximum the longest
     */
    public record Latency(
            Duration current,
            Duration average,
            Duration standardDeviation,
            Optional<Duration> minimum,
            Duration maximum) {

        /**
         * Checks the parts.
         *
         * @throws NullPointerException if a part is null
         */
        public Latency {
            requireNonNull(current, "current");
            requireNonNull(average, "average");
            requireNonNull(standardDeviation, "standardDeviation");
            requireNonNull(minimum, "minimum");
            requireNonNull(maximum, "maximum");
        }
    }

    /**
     * Checks the parts and keeps a copy of the map.
     *
     * @throws NullPointerException if a part is null
     */
    public LeaderStats {
        requireNonNull(leader, "leader");
        followers = Map.copyOf(followers);
    }
}
