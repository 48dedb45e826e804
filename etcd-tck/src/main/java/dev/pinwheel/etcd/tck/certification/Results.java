package dev.pinwheel.etcd.tck.certification;

import dev.pinwheel.etcd.tck.rule.Rule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the tests have shown so far; safe for use by many threads. */
final class Results {

    /**
     * One test that has run.
     *
     * @param test its name
     * @param trial how it went
     */
    record Entry(String test, Trial trial) {}

    private final Settings settings;
    private final long started = System.nanoTime();
    private final List<Entry> entries = new ArrayList<>();

    Results(Settings settings) {
        this.settings = settings;
    }

    Settings settings() {
        return settings;
    }

    Duration age() {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    synchronized void add(String test, Trial trial) {
        entries.add(new Entry(test, trial));
    }

    /** The tests that failed with this rule. */
    synchronized List<Entry> failed(Rule rule) {
        return entries.stream()
                .filter(entry -> entry.trial().broken().stream()
                        .anyMatch(broken -> broken.rules().contains(rule)))
                .toList();
    }

    /** The tests that tried this rule and passed. */
    synchronized List<Entry> passed(Rule rule) {
        return entries.stream()
                .filter(entry -> entry.trial().rules().contains(rule))
                .filter(entry -> entry.trial().hasPassed())
                .toList();
    }
}
