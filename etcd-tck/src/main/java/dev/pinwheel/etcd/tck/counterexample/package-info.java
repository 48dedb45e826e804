/**
 * What random scripts have found, made as small as it goes.
 *
 * <p>Drawn and shrunk with the JDK alone. A library for properties would bring every implementer a second test engine,
 * of a version that may not be his, and take what fails once for reproducible; here most of what breaks is a race.
 */
@NullMarked
package dev.pinwheel.etcd.tck.counterexample;

import org.jspecify.annotations.NullMarked;
