package dev.pinwheel.etcd.embedded.store;

/**
 * Removes a node.
 *
 * @param key what to remove
 * @param extent how much may go
 */
public record Delete(Key key, Extent extent) implements Operation {

    /** How much a deletion may remove; each extent includes those before it. */
    public enum Extent {
        /** A file. */
        FILE,
        /** An empty directory. */
        EMPTY_DIRECTORY,
        /** A directory with all below it. */
        TREE
    }

    @Override
    public Effect applyTo(Tree tree, Moment moment) throws Refusal {
        if (key.isRoot()) {
            throw Refusal.rootIsReadOnly();
        }
        Entry entry = tree.find(key);
        if (entry instanceof DirectoryEntry directory) {
            requireRemovable(directory);
        }
        Node previous = entry.snapshot(moment.now());
        tree.remove(entry);
        Event event = Event.changed(Action.DELETE, entry.removedAt(moment.nextIndex()), previous);
        return new Effect.Changed(event, entry.keys());
    }

    @Override
    public Tally tally() {
        return new Tally(Counter.DELETE_SUCCESS, Counter.DELETE_FAIL, ErrorCode.ROOT_IS_READ_ONLY);
    }

    private void requireRemovable(DirectoryEntry directory) throws Refusal {
        if (extent == Extent.FILE) {
            throw Refusal.of(ErrorCode.NOT_A_FILE, key);
        }
        if (extent == Extent.EMPTY_DIRECTORY && !directory.children().isEmpty()) {
            throw Refusal.of(ErrorCode.DIRECTORY_NOT_EMPTY, key);
        }
    }
}
