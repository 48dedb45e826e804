/** The key space: turns calls into requests, and answers into nodes or refusals. Knows no socket. */
@NullMarked
package dev.pinwheel.etcd.core.keys;

import org.jspecify.annotations.NullMarked;
