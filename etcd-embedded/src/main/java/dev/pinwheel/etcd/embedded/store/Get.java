package dev.pinwheel.etcd.embedded.store;

/**
 * Reads a node.
 *
 * @param key what to read
 * @param recursive lists all levels below a directory instead of one
 * @param sorted lists by the bytes of the keys; else the order means nothing
 * @param quorum asks the cluster instead of one member
 */
public record Get(Key key, boolean recursive, boolean sorted, boolean quorum) implements Operation {

    @Override
    public Effect applyTo(Tree tree, Moment moment) throws Refusal {
        Entry entry = tree.find(key);
        return new Effect.Read(Event.get(
                entry instanceof DirectoryEntry directory
                        ? directory.listing(moment.now(), recursive, sorted)
                        : entry.snapshot(moment.now())));
    }

    @Override
    public Tally tally() {
        return new Tally(Counter.GETS_SUCCESS, Counter.GETS_FAIL);
    }

    @Override
    public boolean isProposed() {
        return quorum;
    }
}
