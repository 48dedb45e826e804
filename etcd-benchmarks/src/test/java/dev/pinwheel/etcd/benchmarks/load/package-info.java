@NullMarked
package dev.pinwheel.etcd.benchmarks.load;

import org.jspecify.annotations.NullMarked;
