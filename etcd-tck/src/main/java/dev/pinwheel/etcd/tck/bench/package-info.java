/**
 * What a test is done with: transports and servers that go when it ends, listeners that keep what they are told,
 * patience.
 */
@NullMarked
package dev.pinwheel.etcd.tck.bench;

import org.jspecify.annotations.NullMarked;
