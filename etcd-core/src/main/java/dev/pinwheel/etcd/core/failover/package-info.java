/**
 * Which endpoint a call tries next, and what is known when it ends: pure decisions on immutable values, without I/O,
 * clock or thread (rules F).
 */
@NullMarked
package dev.pinwheel.etcd.core.failover;

import org.jspecify.annotations.NullMarked;
