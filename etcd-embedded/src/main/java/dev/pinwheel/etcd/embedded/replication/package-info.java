/**
 * The members of a cluster as replicas: one log of what they agree on, and per member a copy of the state, a leader
 * that it believes in, and whom it reaches. Without HTTP.
 */
@NullMarked
package dev.pinwheel.etcd.embedded.replication;

import org.jspecify.annotations.NullMarked;
