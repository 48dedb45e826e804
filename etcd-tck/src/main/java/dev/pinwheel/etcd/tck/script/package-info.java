/**
 * Random scripts of what a server sends and a listener asks for, and a small model that says how each may end.
 *
 * <p>Made with the JDK alone, so that whoever certifies a transport needs no second test engine.
 */
@NullMarked
package dev.pinwheel.etcd.tck.script;

import org.jspecify.annotations.NullMarked;
