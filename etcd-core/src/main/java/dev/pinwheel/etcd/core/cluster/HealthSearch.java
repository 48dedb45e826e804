package dev.pinwheel.etcd.core.cluster;

import dev.pinwheel.etcd.core.dispatch.Asker;
import dev.pinwheel.etcd.core.failover.Rings;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Finds an endpoint that is healthy just now, in the order of the ring: one after the other, as each question costs the
 * cluster a quorum read, and as the ring then goes on in its own order.
 *
 * @param asker asks
 * @param rings says whom
 */
record HealthSearch(Asker asker, Rings rings) {

    /** Tells the first healthy endpoint of the ring but that one; none when there is none. */
    void besides(URI doubtful, Consumer<Optional<URI>> then) {
        next(
                rings.current().fromPin().stream()
                        .filter(endpoint -> !endpoint.equals(doubtful))
                        .toList(),
                then);
    }

    private void next(List<URI> left, Consumer<Optional<URI>> then) {
        if (left.isEmpty()) {
            then.accept(Optional.empty());
            return;
        }
        URI endpoint = left.get(0);
        asker.ask(endpoint, Question.HEALTH.path(), Question.HEALTH.budget()).whenEnded(result -> {
            if (Question.HEALTH.read(endpoint, result) == Reply.WELL) {
                then.accept(Optional.of(endpoint));
            } else {
                next(left.subList(1, left.size()), then);
            }
        });
    }
}
