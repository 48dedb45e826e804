@NullMarked
package dev.pinwheel.etcd.benchmarks.driver;

import org.jspecify.annotations.NullMarked;
