package dev.pinwheel.etcd.embedded.store;

import java.time.Instant;
import java.util.Optional;

/**
 * Changes the value and time to live of a file, or the time to live of a directory.
 *
 * @param key what to change
 * @param value empty for a refresh, which keeps the value; on a directory nothing but an empty value is allowed
 * @param expiration when the node ends; empty for never
 */
public record Update(Key key, Optional<Bytes> value, Optional<Instant> expiration) implements Operation {

    @Override
    public Effect applyTo(Tree tree, Moment moment) throws Refusal {
        if (key.isRoot()) {
            throw Refusal.rootIsReadOnly();
        }
        Entry entry = tree.find(key);
        Node previous = entry.snapshot(moment.now());
        if (entry instanceof FileEntry file) {
            file.write(value.orElse(file.value()), moment.nextIndex());
        } else if (!value.orElse(Bytes.EMPTY).isEmpty()) {
            throw Refusal.of(ErrorCode.NOT_A_FILE, key);
        }
        tree.schedule(entry, expiration);
        Event event = Event.changed(Action.UPDATE, entry.snapshotAt(moment), previous);
        return value.isPresent() ? Effect.changed(event) : new Effect.Refreshed(event);
    }

    @Override
    public Tally tally() {
        return new Tally(
                Counter.UPDATE_SUCCESS, Counter.UPDATE_FAIL, ErrorCode.ROOT_IS_READ_ONLY, ErrorCode.NOT_A_FILE);
    }
}
