/** How scripts are drawn and shrunk. */
@NullMarked
package dev.pinwheel.etcd.tck.script;

import org.jspecify.annotations.NullMarked;
