package dev.pinwheel.etcd.tck.bench;

import dev.pinwheel.etcd.tck.rule.Rule;

/**
 * What a listener has noticed beside what a test was after.
 *
 * @param rule which is broken
 * @param what happened
 */
public record Violation(Rule rule, String what) {}
