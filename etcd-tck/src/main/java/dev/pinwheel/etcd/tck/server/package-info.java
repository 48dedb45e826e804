/** Servers that do, byte for byte, what a test's script says; on the JDK's sockets alone. */
@NullMarked
package dev.pinwheel.etcd.tck.server;

import org.jspecify.annotations.NullMarked;
