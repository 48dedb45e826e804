/** Texts and JSON to bytes and back, without loss: what does not fit is refused, never replaced. */
@NullMarked
package dev.pinwheel.etcd.core.codec;

import org.jspecify.annotations.NullMarked;
