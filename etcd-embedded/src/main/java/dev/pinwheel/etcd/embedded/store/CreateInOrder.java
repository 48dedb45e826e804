package dev.pinwheel.etcd.embedded.store;

import java.time.Instant;
import java.util.Optional;

/**
 * Makes a node below a directory, named by the index that it takes: names only ever grow.
 *
 * @param directory made if missing; may be the root
 * @param kind what to make
 * @param value of a file
 * @param expiration when the node ends; empty for never
 */
public record CreateInOrder(Key directory, Kind kind, Bytes value, Optional<Instant> expiration) implements Operation {
    private static final int NAME_LENGTH = 20;

    @Override
    public Effect applyTo(Tree tree, Moment moment) throws Refusal {
        String number = Long.toString(moment.nextIndex());
        Key key = directory.child("0".repeat(NAME_LENGTH - number.length()) + number);
        return new Create(key, kind, value, expiration).applyTo(tree, moment);
    }

    @Override
    public Tally tally() {
        return new Tally(Counter.CREATE_SUCCESS, Counter.CREATE_FAIL);
    }
}
