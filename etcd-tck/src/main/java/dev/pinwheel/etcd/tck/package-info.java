/** Certifies transports: extend {@code TransportTck}. */
@NullMarked
package dev.pinwheel.etcd.tck;

import org.jspecify.annotations.NullMarked;
