package dev.pinwheel.etcd.tck.reference;

/** Does something when a time is over, unless it is closed before. */
@FunctionalInterface
interface Deadline extends AutoCloseable {

    void cancel();

    @Override
    default void close() {
        cancel();
    }
}
