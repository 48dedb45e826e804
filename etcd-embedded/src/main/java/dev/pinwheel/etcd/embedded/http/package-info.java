/** The HTTP face of a member: reads requests, asks the store, writes answers as etcd 3.4 does. */
@NullMarked
package dev.pinwheel.etcd.embedded.http;

import org.jspecify.annotations.NullMarked;
