/** Who belongs to a cluster, and how that may change. */
@NullMarked
package dev.pinwheel.etcd.embedded.members;

import org.jspecify.annotations.NullMarked;
