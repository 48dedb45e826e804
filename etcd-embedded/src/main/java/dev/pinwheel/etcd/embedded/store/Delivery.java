package dev.pinwheel.etcd.embedded.store;

/**
 * One event for one watcher.
 *
 * @param watcher the id that its registration gave it
 * @param event what happened
 */
public record Delivery(long watcher, Event event) {}
