/** Keeps the faults of a cluster, and chooses which of them strikes. */
@NullMarked
package dev.pinwheel.etcd.embedded.injection;

import org.jspecify.annotations.NullMarked;
