/** Drivers against each other, in turns, and the ratios of their medians. */
@NullMarked
package dev.pinwheel.etcd.benchmarks.compare;

import org.jspecify.annotations.NullMarked;
