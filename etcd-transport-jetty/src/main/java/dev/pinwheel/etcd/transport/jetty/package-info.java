/**
 * The HTTP transport on Jetty's HttpClient; users need only name
 * {@link dev.pinwheel.etcd.transport.jetty.JettyTransportFactory}, and that only to reach the native client.
 */
@NullMarked
package dev.pinwheel.etcd.transport.jetty;

import org.jspecify.annotations.NullMarked;
