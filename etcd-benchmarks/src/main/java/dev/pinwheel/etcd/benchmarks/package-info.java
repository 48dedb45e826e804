/** The load driver behind {@code bin/bench}, and the microbenchmarks. */
@NullMarked
package dev.pinwheel.etcd.benchmarks;

import org.jspecify.annotations.NullMarked;
