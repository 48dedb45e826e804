/** A server that answers at once, for the client to be the bottleneck. */
@NullMarked
package dev.pinwheel.etcd.benchmarks.stub;

import org.jspecify.annotations.NullMarked;
