/** Keeps the journal of a cluster. */
@NullMarked
package dev.pinwheel.etcd.embedded.recording;

import org.jspecify.annotations.NullMarked;
