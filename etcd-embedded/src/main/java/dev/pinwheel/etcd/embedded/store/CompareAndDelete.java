package dev.pinwheel.etcd.embedded.store;

/**
 * Removes a file if it is as expected.
 *
 * @param key what to remove
 * @param comparison what to expect
 */
public record CompareAndDelete(Key key, Comparison comparison) implements Operation {

    @Override
    public Event applyTo(Tree tree, Moment moment) throws Refusal {
        FileEntry file = comparison.require(tree, key);
        Node previous = file.snapshot(moment.now());
        tree.remove(file);
        return Event.changed(Action.COMPARE_AND_DELETE, file.removedAt(moment.nextIndex()), previous);
    }
}
