package dev.pinwheel.etcd.embedded.store;

import java.time.Instant;
import java.util.Optional;

/**
 * Writes a node, whether or not a file is there.
 *
 * @param key where
 * @param kind what to make
 * @param value of a file; empty for a refresh, which keeps the value and therefore needs a node
 * @param expiration when the node ends; empty for never
 */
public record Set(Key key, Kind kind, Optional<Bytes> value, Optional<Instant> expiration) implements Operation {

    @Override
    public Effect applyTo(Tree tree, Moment moment) throws Refusal {
        if (key.isRoot()) {
            throw Refusal.rootIsReadOnly();
        }
        Optional<Entry> existing = value.isPresent() ? tree.lookUp(key) : Optional.of(tree.find(key));
        if (existing.isEmpty()) {
            Bytes given = value.orElse(Bytes.EMPTY);
            return Effect.changed(Event.made(Action.SET, kind.make(tree, key, given, expiration, moment)));
        }
        if (existing.get() instanceof FileEntry file) {
            return replace(file, tree, moment);
        }
        throw Refusal.of(ErrorCode.NOT_A_FILE, key);
    }

    @Override
    public Tally tally() {
        return new Tally(Counter.SETS_SUCCESS, Counter.SETS_FAIL);
    }

    private Effect replace(FileEntry file, Tree tree, Moment moment) throws Refusal {
        Node previous = file.snapshot(moment.now());
        tree.remove(file);
        Node made = kind.make(tree, key, value.orElse(file.value()), expiration, moment);
        Event event = Event.changed(Action.SET, made, previous);
        return value.isPresent() ? Effect.changed(event) : new Effect.Refreshed(event);
    }
}
