package dev.pinwheel.etcd.embedded.store;

import java.util.Optional;

/**
 * One thing that happened in the store: the answer to whoever caused it and, unless it is a {@link Action#GET}, one
 * entry of the history.
 *
 * @param action what happened
 * @param node the node afterwards
 * @param previous the node before, where there was one and the action changed it
 */
public record Event(Action action, Node node, Optional<Node> previous) {

    /** The index that the event took; meaningless of a {@link Action#GET}. */
    long index() {
        return node.modifiedIndex();
    }

    boolean removesDirectory() {
        return (action == Action.DELETE || action == Action.EXPIRE) && node.content() instanceof Node.Directory;
    }

    static Event get(Node node) {
        return new Event(Action.GET, node, Optional.empty());
    }

    static Event made(Action action, Node node) {
        return new Event(action, node, Optional.empty());
    }

    static Event changed(Action action, Node node, Node previous) {
        return new Event(action, node, Optional.of(previous));
    }
}
