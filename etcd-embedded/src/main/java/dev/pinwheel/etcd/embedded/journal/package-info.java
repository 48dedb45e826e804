/** What the members of an embedded cluster received, and what came of it. */
@NullMarked
package dev.pinwheel.etcd.embedded.journal;

import org.jspecify.annotations.NullMarked;
