/**
 * What an HTTP transport implements, and how the API finds the engine.
 *
 * <p>A transport carries one request and brings back one response: no retry, no redirect, no choice of endpoint. It
 * signals through {@link dev.pinwheel.etcd.spi.ResponseListener}, and the listener says by
 * {@link dev.pinwheel.etcd.spi.Exchange#request} how much it can take. The numbered rules in the comments, such as
 * "T2.4", are those of the project's contract. {@link dev.pinwheel.etcd.spi.SerialExchange} keeps most of them for an
 * adapter.
 *
 * <p>Nothing here is needed to use the client.
 */
@NullMarked
package dev.pinwheel.etcd.spi;

import org.jspecify.annotations.NullMarked;
