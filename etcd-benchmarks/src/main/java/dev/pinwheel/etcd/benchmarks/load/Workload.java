package dev.pinwheel.etcd.benchmarks.load;

import dev.pinwheel.etcd.benchmarks.client.Call;
import java.util.List;

/**
 * The calls of one operation, in turn.
 *
 * @param name what the command line calls the operation
 * @param calls at least one
 */
public record Workload(String name, List<Call> calls) {
    private static final int STRIDE = 7_919; // Workers begin far from one another.

    /** Copies the list. */
    public Workload {
        calls = List.copyOf(calls);
    }

    /** The call that a worker makes at its nth turn. */
    Call next(int worker, long turn) {
        return calls.get((int) ((worker * (long) STRIDE + turn) % calls.size()));
    }
}
