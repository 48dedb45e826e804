/** A fourth transport, on the JDK's own HTTP client, written by following docs/writing-a-transport.md. */
@NullMarked
package dev.pinwheel.etcd.examples.jdkhttp;

import org.jspecify.annotations.NullMarked;
