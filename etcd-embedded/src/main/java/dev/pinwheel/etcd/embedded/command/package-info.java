/** The embedded cluster as a command, for clients that are not written in Java. */
@NullMarked
package dev.pinwheel.etcd.embedded.command;

import org.jspecify.annotations.NullMarked;
