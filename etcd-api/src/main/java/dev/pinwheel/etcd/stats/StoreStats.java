package dev.pinwheel.etcd.stats;

import static java.util.Objects.requireNonNull;

import java.net.URI;

/**
 * What a member has done with its store since it started; what it replayed from its log at the start counts too.
 *
 * <p>etcd counts with some oddities: every request adds to {@code gets}, as etcd looks up whether authentication is on,
 * and some that it refuses count as successes.
 *
 * @param gets reads
 * @param sets unconditional writes
 * @param creates writes of what was not there
 * @param updates writes over what was there
 * @param deletes unconditional deletions
 * @param compareAndSwaps writes on a condition
 * @param compareAndDeletes deletions on a condition
 * @param expired nodes whose time to live was over
 * @param watchers watches that wait now
 * @param endpoint which member it is, as configured
 */
public record StoreStats(
        Count gets,
        Count sets,
        Count creates,
        Count updates,
        Count deletes,
        Count compareAndSwaps,
        Count compareAndDeletes,
        long expired,
        long watchers,
        URI endpoint) {

    /**
     * How often something was done.
     *
     * @param success how often it went well
     * @param fail how often it was refused
     */
    public record Count(long success, long fail) {}

    /**
     * Checks the parts.
     *
     * @throws NullPointerException if a part is null
     */
    public StoreStats {
        requireNonNull(gets, "gets");
        requireNonNull(sets, "sets");
        requireNonNull(creates, "creates");
        requireNonNull(updates, "updates");
        requireNonNull(deletes, "deletes");
        requireNonNull(compareAndSwaps, "compareAndSwaps");
        requireNonNull(compareAndDeletes, "compareAndDeletes");
        requireNonNull(endpoint, "endpoint");
    }
}
