package dev.pinwheel.etcd.embedded.replication;

import java.time.Instant;

/**
 * What a member tells of its leader, which is not all that it knows: one that misses its leader says that it leads
 * itself, and goes on saying so.
 *
 * @param leader whom it names
 * @param since when it began to
 */
public record Reported(long leader, Instant since) {}
