package dev.pinwheel.etcd.embedded.store;

/**
 * Removes a file if it is as expected.
 *
 * @param key what to remove
 * @param comparison what to expect
 */
public record CompareAndDelete(Key key, Comparison comparison) implements Operation {

    @Override
    public Effect applyTo(Tree tree, Moment moment) throws Refusal {
        FileEntry file = comparison.require(tree, key);
        Node previous = file.snapshot(moment.now());
        tree.remove(file);
        Event event = Event.changed(Action.COMPARE_AND_DELETE, file.removedAt(moment.nextIndex()), previous);
        return new Effect.Changed(event, file.keys());
    }

    @Override
    public Tally tally() {
        return new Tally(
                Counter.COMPARE_AND_DELETE_SUCCESS,
                Counter.COMPARE_AND_DELETE_FAIL,
                ErrorCode.NOT_A_FILE,
                ErrorCode.COMPARE_FAILED);
    }
}
