package dev.pinwheel.etcd.embedded.store;

import java.util.EnumMap;
import java.util.Map;

/** Counts what became of operations. */
final class Statistics {
    private final Map<Counter, Long> counts = new EnumMap<>(Counter.class);

    Statistics() {
        for (Counter counter : Counter.values()) {
            counts.put(counter, 0L);
        }
    }

    Statistics copy() {
        Statistics copy = new Statistics();
        copy.counts.putAll(counts);
        return copy;
    }

    void count(Counter counter) {
        counts.merge(counter, 1L, Long::sum);
    }

    void countSuccess(Operation operation) {
        count(operation.tally().success());
    }

    void countRefusal(Operation operation, ErrorCode code) {
        Tally tally = operation.tally();
        count(tally.countedAsSuccess().contains(code) ? tally.success() : tally.failure());
        // etcd makes nodes in one place, which takes a file in the way for a failed write, whatever the operation.
        if (tally.success() == Counter.CREATE_SUCCESS && code == ErrorCode.NOT_A_DIRECTORY) {
            count(Counter.SETS_FAIL);
        }
    }

    Map<Counter, Long> counts(int watchers) {
        Map<Counter, Long> all = new EnumMap<>(counts);
        all.put(Counter.WATCHERS, (long) watchers);
        return all;
    }
}
