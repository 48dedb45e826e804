@NullMarked
package dev.pinwheel.etcd.benchmarks.stub;

import org.jspecify.annotations.NullMarked;
