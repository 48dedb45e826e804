/** The faces that users hold, the builder behind them, and the wiring. */
@NullMarked
package dev.pinwheel.etcd.core.client;

import org.jspecify.annotations.NullMarked;
