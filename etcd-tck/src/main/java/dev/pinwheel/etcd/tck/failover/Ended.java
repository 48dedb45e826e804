package dev.pinwheel.etcd.tck.failover;

import dev.pinwheel.etcd.ClusterException;
import dev.pinwheel.etcd.EtcdException;
import dev.pinwheel.etcd.Outcome;
import dev.pinwheel.etcd.keys.KeysException;
import java.time.Duration;
import java.util.Optional;

/**
 * How a call ended.
 *
 * @param call which
 * @param failure what it threw, if anything
 * @param took how long it ran
 */
record Ended(Call call, Optional<Throwable> failure, Duration took) {

    boolean isSuccess() {
        return failure.isEmpty();
    }

    /** An answer of etcd's, a refusal included (F4). */
    boolean isAnswered() {
        return failure.isEmpty() || failure.get() instanceof KeysException;
    }

    boolean isStrange() {
        return failure.isPresent() && !(failure.get() instanceof EtcdException);
    }

    boolean isNotApplied() {
        return failure.isPresent()
                && failure.get() instanceof EtcdException known
                && known.outcome() == Outcome.NOT_APPLIED;
    }

    /** True when it gave up half-way round, because the write may have been applied (F5). */
    Optional<ClusterException> stoppedWith() {
        return failure.filter(ClusterException.class::isInstance)
                .map(ClusterException.class::cast)
                .filter(stopped ->
                        stopped.outcome() == Outcome.UNKNOWN && !call.verb().isRepeatable());
    }

    @Override
    public String toString() {
        return call + " after " + took.toMillis() + " ms: "
                + failure.map(thrown -> String.valueOf(thrown.getMessage())).orElse("success");
    }
}
