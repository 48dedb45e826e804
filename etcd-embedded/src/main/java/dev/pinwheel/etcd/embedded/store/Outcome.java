package dev.pinwheel.etcd.embedded.store;

import java.util.List;

/**
 * Everything that one execution did, in the order of the indexes.
 *
 * @param expired the nodes whose time was over before the operation had its turn, one event each
 * @param reply how the operation itself ended
 * @param deliveries what watchers are to be told
 */
public record Outcome(List<Event> expired, Reply reply, List<Delivery> deliveries) {}
