package dev.pinwheel.etcd.embedded.store;

/**
 * Somebody who waits.
 *
 * @param id by which deliveries name the watcher
 * @param watch what for
 * @param since the first index that counts, as an unsigned number
 */
record Watcher(long id, Watch watch, long since) {

    boolean waitsFor(Event event) {
        return Long.compareUnsigned(event.index(), since) >= 0;
    }
}
