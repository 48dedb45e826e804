/** What is put under load: our client on one of its transports, or a stack by hand, behind one face. */
@NullMarked
package dev.pinwheel.etcd.benchmarks.client;

import org.jspecify.annotations.NullMarked;
