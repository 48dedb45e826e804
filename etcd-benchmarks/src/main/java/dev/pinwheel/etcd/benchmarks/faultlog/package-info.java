/** Paced calls and a watch while a cluster is hurt, with a line for each. */
@NullMarked
package dev.pinwheel.etcd.benchmarks.faultlog;

import org.jspecify.annotations.NullMarked;
