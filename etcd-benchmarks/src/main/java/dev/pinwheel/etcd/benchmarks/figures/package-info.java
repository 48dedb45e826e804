/** What the process has used, and the JSON line in which all figures are told. */
@NullMarked
package dev.pinwheel.etcd.benchmarks.figures;

import org.jspecify.annotations.NullMarked;
