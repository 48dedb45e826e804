/**
 * Drives a call over the transport SPI as {@link dev.pinwheel.etcd.core.failover.FailoverCall} decides: attempts,
 * redirects, time-outs, body limits, deadlines, cancellation. Knows no key.
 */
@NullMarked
package dev.pinwheel.etcd.core.dispatch;

import org.jspecify.annotations.NullMarked;
