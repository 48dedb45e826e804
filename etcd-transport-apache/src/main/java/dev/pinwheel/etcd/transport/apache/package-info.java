/**
 * The HTTP transport on Apache HttpClient 5; users need only name
 * {@link dev.pinwheel.etcd.transport.apache.ApacheTransportFactory}, and that only to reach the native client.
 */
@NullMarked
package dev.pinwheel.etcd.transport.apache;

import org.jspecify.annotations.NullMarked;
