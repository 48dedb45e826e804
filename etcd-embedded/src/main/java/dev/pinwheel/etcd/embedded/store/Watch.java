package dev.pinwheel.etcd.embedded.store;

import java.util.OptionalLong;

/**
 * Whose events a client wants to hear of.
 *
 * @param key the node; need not exist
 * @param recursive whether events below it count as well
 * @param stream whether it wants all events to come instead of one
 * @param since the index, as an unsigned number, from which events count; empty for the next one
 */
public record Watch(Key key, boolean recursive, boolean stream, OptionalLong since) {}
