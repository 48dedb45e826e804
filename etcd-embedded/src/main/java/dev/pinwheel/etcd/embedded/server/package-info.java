/**
 * A small HTTP/1.1 server that holds thousands of connections with one thread, and misbehaves on command: for tests
 * that need more say over the bytes than {@link dev.pinwheel.etcd.embedded.Faults} gives.
 *
 * <pre>{@code
 * HttpServer server = HttpServer.start(address, ServerConfig.named("my-test"), (request, exchange) -> {
 *     exchange.connection().writeRaw("HTTP/1.1 200 O".getBytes(US_ASCII));
 *     exchange.connection().reset();
 * });
 * }</pre>
 *
 * <p>It speaks as Go's server does, with the limits of etcd, in cleartext or TLS, and never HTTP/2. Not for production:
 * nothing limits the number of connections or how long they are idle. Start at
 * {@link dev.pinwheel.etcd.embedded.server.HttpServer}.
 */
@NullMarked
package dev.pinwheel.etcd.embedded.server;

import org.jspecify.annotations.NullMarked;
