/** Requests as commands for a shell, for debugging. */
@NullMarked
package dev.pinwheel.etcd.core.curl;

import org.jspecify.annotations.NullMarked;
