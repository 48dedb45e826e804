/**
 * The HTTP transport on OkHttp; users need only name {@link dev.pinwheel.etcd.transport.okhttp.OkHttpTransportFactory},
 * and that only to reach the native builder.
 */
@NullMarked
package dev.pinwheel.etcd.transport.okhttp;

import org.jspecify.annotations.NullMarked;
