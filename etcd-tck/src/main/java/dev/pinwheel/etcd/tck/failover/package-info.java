/** Random calls of the whole client, against random faults of a cluster, and what must hold whatever happens. */
@NullMarked
package dev.pinwheel.etcd.tck.failover;

import org.jspecify.annotations.NullMarked;
