/**
 * The etcd v2 store as a pure state machine: keys, indexes and times to live, without HTTP, threads or a clock of its
 * own.
 */
@NullMarked
package dev.pinwheel.etcd.embedded.store;

import org.jspecify.annotations.NullMarked;
