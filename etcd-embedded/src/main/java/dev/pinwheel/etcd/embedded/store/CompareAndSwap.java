package dev.pinwheel.etcd.embedded.store;

import java.time.Instant;
import java.util.Optional;

/**
 * Changes a file if it is as expected.
 *
 * @param key what to change
 * @param comparison what to expect
 * @param value empty for a refresh, which keeps the value
 * @param expiration when the file ends; empty for never
 */
public record CompareAndSwap(Key key, Comparison comparison, Optional<Bytes> value, Optional<Instant> expiration)
        implements Operation {

    @Override
    public Effect applyTo(Tree tree, Moment moment) throws Refusal {
        if (key.isRoot()) {
            throw Refusal.rootIsReadOnly();
        }
        FileEntry file = comparison.require(tree, key);
        Node previous = file.snapshot(moment.now());
        file.write(value.orElse(file.value()), moment.nextIndex());
        tree.schedule(file, expiration);
        Event event = Event.changed(Action.COMPARE_AND_SWAP, file.snapshot(moment.now()), previous);
        return value.isPresent() ? Effect.changed(event) : new Effect.Refreshed(event);
    }

    @Override
    public Tally tally() {
        return new Tally(Counter.COMPARE_AND_SWAP_SUCCESS, Counter.COMPARE_AND_SWAP_FAIL, ErrorCode.ROOT_IS_READ_ONLY);
    }
}
