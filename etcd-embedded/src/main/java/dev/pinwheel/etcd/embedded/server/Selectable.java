package dev.pinwheel.etcd.embedded.server;

/** What the loop calls when a channel is ready, and closes at the end. */
interface Selectable {

    /** Does what can be done now. */
    void ready();

    /** Closes the channel without ceremony. */
    void kill();
}
