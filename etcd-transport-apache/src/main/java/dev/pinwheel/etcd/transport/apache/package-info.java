/** The transport on Apache HttpClient 5. */
@NullMarked
package dev.pinwheel.etcd.transport.apache;

import org.jspecify.annotations.NullMarked;
