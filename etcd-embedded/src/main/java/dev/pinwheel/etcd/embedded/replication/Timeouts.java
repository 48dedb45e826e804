package dev.pinwheel.etcd.embedded.replication;

import java.time.Duration;

/**
 * How long members wait for each other.
 *
 * @param request until a client is told that nothing came of its request
 * @param election without a leader until they elect another
 */
public record Timeouts(Duration request, Duration election) {}
