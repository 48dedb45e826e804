package dev.pinwheel.etcd.embedded.store;

/** What became of a wish to watch. */
public sealed interface Registration {

    /**
     * The event has happened already. Nobody waits; a stream hears nothing more.
     *
     * @param event the first one that matches
     * @param index the store's index
     */
    record Found(Event event, long index) implements Registration {}

    /**
     * A watcher waits.
     *
     * @param watcher its id
     * @param index the store's index
     */
    record Waiting(long watcher, long index) implements Registration {}

    /**
     * The history does not reach back that far.
     *
     * @param error why
     */
    record Refused(KeysError error) implements Registration {}
}
