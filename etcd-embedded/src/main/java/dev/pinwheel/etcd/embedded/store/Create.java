package dev.pinwheel.etcd.embedded.store;

import java.time.Instant;
import java.util.Optional;

/**
 * Makes a node where nothing is.
 *
 * @param key where
 * @param kind what to make
 * @param value of a file
 * @param expiration when the node ends; empty for never
 */
public record Create(Key key, Kind kind, Bytes value, Optional<Instant> expiration) implements Operation {

    @Override
    public Effect applyTo(Tree tree, Moment moment) throws Refusal {
        if (key.isRoot()) {
            throw Refusal.rootIsReadOnly();
        }
        if (tree.lookUp(key).isPresent()) {
            throw Refusal.of(ErrorCode.KEY_ALREADY_EXISTS, key);
        }
        return Effect.changed(Event.made(Action.CREATE, kind.make(tree, key, value, expiration, moment)));
    }

    @Override
    public Tally tally() {
        return new Tally(Counter.CREATE_SUCCESS, Counter.CREATE_FAIL);
    }
}
