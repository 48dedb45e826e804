/**
 * An etcd v2 cluster in memory, over real HTTP, for tests: with members that can be killed, paused, cut off from each
 * other and held back, with faults on demand, and with a journal of what was applied.
 */
@NullMarked
package dev.pinwheel.etcd.embedded;

import org.jspecify.annotations.NullMarked;
