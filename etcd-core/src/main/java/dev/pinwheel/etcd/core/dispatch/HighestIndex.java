package dev.pinwheel.etcd.core.dispatch;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The highest index that a client has seen of its cluster, so that it never reads what is older than what it has read
 * (F16). Safe for use by many threads.
 */
final class HighestIndex {

    /** Another cluster counts from another beginning, so nothing can be said about its indexes. */
    private record Seen(String cluster, long index) {}

    private final AtomicReference<Seen> highest = new AtomicReference<>(new Seen("", 0));

    /** Takes note of an answer; tells how it lags behind an earlier one, if it does. */
    Optional<String> lagOf(EtcdAnswer answer) {
        Optional<Long> index = answer.headers().first("X-Etcd-Index").flatMap(HighestIndex::number);
        if (index.isEmpty()) {
            return Optional.empty();
        }
        Seen seen = new Seen(answer.headers().first("X-Etcd-Cluster-Id").orElse(""), index.get());
        Seen now = requireNonNull(highest.accumulateAndGet(
                seen, (old, next) -> old.cluster().equals(next.cluster()) && old.index() >= next.index() ? old : next));
        return now.index() == seen.index()
                ? Optional.empty()
                : Optional.of(
                        "lags behind: it is at index " + seen.index() + ", and the client has seen " + now.index());
    }

    private static Optional<Long> number(String text) {
        try {
            return Optional.of(Long.parseLong(text));
        } catch (NumberFormatException notANumber) {
            return Optional.empty(); // Whoever reads the answer will say so.
        }
    }
}
