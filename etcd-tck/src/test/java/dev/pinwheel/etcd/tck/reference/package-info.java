/**
 * A transport on the JDK's sockets that keeps all the rules T, and a list of small flaws, each of which makes it break
 * some: the proof that the suite passes the one and fails the others.
 */
@NullMarked
package dev.pinwheel.etcd.tck.reference;

import org.jspecify.annotations.NullMarked;
