package dev.pinwheel.etcd.benchmarks.load;

import dev.pinwheel.etcd.benchmarks.figures.Usage;

/**
 * What came of a measurement.
 *
 * @param tally what came back
 * @param usage what the process has used meanwhile
 */
public record Measured(Tally tally, Usage usage) {}
