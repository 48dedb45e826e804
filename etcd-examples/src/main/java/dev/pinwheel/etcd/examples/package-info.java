/** Runnable examples: {@link dev.pinwheel.etcd.examples.Quickstart} first. */
@NullMarked
package dev.pinwheel.etcd.examples;

import org.jspecify.annotations.NullMarked;
