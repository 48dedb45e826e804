/** Many watches of one key, and the time from a write to each of them. */
@NullMarked
package dev.pinwheel.etcd.benchmarks.watching;

import org.jspecify.annotations.NullMarked;
