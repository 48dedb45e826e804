/** Calls as fast as they come back, and how many and how long they were. */
@NullMarked
package dev.pinwheel.etcd.benchmarks.load;

import org.jspecify.annotations.NullMarked;
