/** Random scripts of what a server sends and a listener asks for, and a small model that says how each may end. */
@NullMarked
package dev.pinwheel.etcd.tck.script;

import org.jspecify.annotations.NullMarked;
