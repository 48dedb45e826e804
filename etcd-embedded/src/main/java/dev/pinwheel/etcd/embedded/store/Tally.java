package dev.pinwheel.etcd.embedded.store;

import java.util.List;

/**
 * Which counters an operation adds to.
 *
 * @param success when it was carried out
 * @param failure when it was refused
 * @param countedAsSuccess refusals that etcd counts as successes
 */
record Tally(Counter success, Counter failure, List<ErrorCode> countedAsSuccess) {

    Tally(Counter success, Counter failure, ErrorCode... countedAsSuccess) {
        this(success, failure, List.of(countedAsSuccess));
    }
}
