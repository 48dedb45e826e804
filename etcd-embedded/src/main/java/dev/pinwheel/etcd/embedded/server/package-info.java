/**
 * A small HTTP/1.1 server that holds thousands of connections with one thread, and misbehaves on command.
 *
 * <p>Start at {@link dev.pinwheel.etcd.embedded.server.HttpServer}.
 */
@NullMarked
package dev.pinwheel.etcd.embedded.server;

import org.jspecify.annotations.NullMarked;
