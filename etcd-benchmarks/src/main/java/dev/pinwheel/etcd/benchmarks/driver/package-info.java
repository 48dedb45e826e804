/** The command line of {@code bin/bench}: what it is asked for, and what it runs. */
@NullMarked
package dev.pinwheel.etcd.benchmarks.driver;

import org.jspecify.annotations.NullMarked;
