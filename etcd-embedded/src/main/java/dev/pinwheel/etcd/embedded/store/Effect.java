package dev.pinwheel.etcd.embedded.store;

import java.util.List;

/** What carrying out an operation did, and who may hear of it. */
sealed interface Effect {

    /** What happened. */
    Event event();

    /** Nothing changed, and no index is taken. */
    record Read(Event event) implements Effect {}

    /** A refresh: takes an index and a place in the history, but nobody is told. */
    record Refreshed(Event event) implements Effect {}

    /**
     * A change that watchers are told of.
     *
     * @param gone the keys of all nodes that the change removed
     */
    record Changed(Event event, List<Key> gone) implements Effect {}

    static Effect changed(Event event) {
        return new Changed(event, List.of());
    }
}
