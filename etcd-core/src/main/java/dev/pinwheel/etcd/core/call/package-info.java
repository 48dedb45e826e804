/** Calls as values: what is asked and how its answer is read; run for callers that wait and for those that do not. */
@NullMarked
package dev.pinwheel.etcd.core.call;

import org.jspecify.annotations.NullMarked;
