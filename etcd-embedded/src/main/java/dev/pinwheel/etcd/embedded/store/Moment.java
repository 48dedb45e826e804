package dev.pinwheel.etcd.embedded.store;

import java.time.Instant;

/** When an operation happens: the time on the clock, and the index that it takes if it changes anything. */
record Moment(Instant now, long nextIndex) {}
