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
    public Event applyTo(Tree tree, Moment moment) throws Refusal {
        if (key.isRoot()) {
            throw Refusal.rootIsReadOnly();
        }
        Optional<Entry> existing = value.isPresent() ? tree.lookUp(key) : Optional.of(tree.find(key));
        if (existing.isEmpty()) {
            Bytes given = value.orElse(Bytes.EMPTY);
            return Event.made(Action.SET, kind.make(tree, key, given, expiration, moment));
        }
        if (existing.get() instanceof FileEntry file) {
            return replace(file, tree, moment);
        }
        throw Refusal.of(ErrorCode.NOT_A_FILE, key);
    }

    private Event replace(FileEntry file, Tree tree, Moment moment) throws Refusal {
        Node previous = file.snapshot(moment.now());
        tree.remove(file);
        Node made = kind.make(tree, key, value.orElse(file.value()), expiration, moment);
        return Event.changed(Action.SET, made, previous);
    }
}
