/** The transport on OkHttp. */
@NullMarked
package dev.pinwheel.etcd.transport.okhttp;

import org.jspecify.annotations.NullMarked;
