/** The tests, one chapter a class; each test names the rules that it tries. */
@NullMarked
package dev.pinwheel.etcd.tck.chapter;

import org.jspecify.annotations.NullMarked;
