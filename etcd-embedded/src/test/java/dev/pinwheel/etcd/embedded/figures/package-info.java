/** How much the embedded cluster bears, for docs/embedded.md. */
@NullMarked
package dev.pinwheel.etcd.embedded.figures;

import org.jspecify.annotations.NullMarked;
