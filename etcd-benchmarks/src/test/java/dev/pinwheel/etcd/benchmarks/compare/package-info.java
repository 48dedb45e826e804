@NullMarked
package dev.pinwheel.etcd.benchmarks.compare;

import org.jspecify.annotations.NullMarked;
