package dev.pinwheel.etcd.embedded.store;

/** How an operation ended. */
public sealed interface Reply {

    /**
     * It was carried out.
     *
     * @param event what happened
     * @param index the store's index right afterwards
     */
    record Done(Event event, long index) implements Reply {}

    /**
     * It was refused and changed nothing.
     *
     * @param error why
     */
    record Refused(KeysError error) implements Reply {}
}
