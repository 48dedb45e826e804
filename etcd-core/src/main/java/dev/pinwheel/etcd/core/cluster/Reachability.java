package dev.pinwheel.etcd.core.cluster;

import dev.pinwheel.etcd.core.dispatch.CallResult;
import dev.pinwheel.etcd.core.dispatch.Deadline;
import dev.pinwheel.etcd.core.dispatch.Dispatcher;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Finds out which endpoints answer at all, by asking each for its version at the same time (C5).
 *
 * @param dispatcher asks
 */
record Reachability(Dispatcher dispatcher) {
    private static final Duration BUDGET = Duration.ofSeconds(5);

    /** Those of the endpoints that answer. */
    CompletableFuture<Set<URI>> of(List<URI> endpoints) {
        CompletableFuture<Set<URI>> reached = new CompletableFuture<>();
        Set<URI> answered = ConcurrentHashMap.newKeySet();
        AtomicInteger awaited = new AtomicInteger(endpoints.size());
        for (URI endpoint : endpoints) {
            dispatcher
                    .ask(endpoint, "/version", Optional.of(Deadline.in(BUDGET)))
                    .whenEnded(result -> {
                        if (result instanceof CallResult.Answered) {
                            answered.add(endpoint);
                        }
                        if (awaited.decrementAndGet() == 0) {
                            reached.complete(Set.copyOf(answered));
                        }
                    });
        }
        return reached;
    }
}
