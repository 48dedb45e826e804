/** The embedded cluster in JUnit 5 tests; needs JUnit on the path, which this module does not bring along. */
@NullMarked
package dev.pinwheel.etcd.embedded.junit;

import org.jspecify.annotations.NullMarked;
