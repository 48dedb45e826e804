/** What the driver does to the cluster by other means than the client that it measures. */
@NullMarked
package dev.pinwheel.etcd.benchmarks.cluster;

import org.jspecify.annotations.NullMarked;
