package dev.pinwheel.etcd.core.cluster;

import dev.pinwheel.etcd.ClusterHealth;
import dev.pinwheel.etcd.EndpointFailure;
import dev.pinwheel.etcd.EndpointHealth;
import dev.pinwheel.etcd.EndpointHealth.Status;
import dev.pinwheel.etcd.core.dispatch.CallResult;
import dev.pinwheel.etcd.core.dispatch.Deadline;
import dev.pinwheel.etcd.core.dispatch.Dispatcher;
import dev.pinwheel.etcd.core.dispatch.EtcdAnswer;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/** Asks endpoints for their health. Safe for use by many threads. */
public final class HealthCheck {
    private static final Pattern HEALTHY = Pattern.compile("\"health\"\\s*:\\s*\"?true\\b");

    private final Dispatcher dispatcher;

    @Inject
    HealthCheck(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    /** Asks one endpoint. */
    public CompletableFuture<EndpointHealth> of(URI endpoint, Optional<Deadline> deadline) {
        dispatcher.requireOpen();
        CompletableFuture<EndpointHealth> health = new CompletableFuture<>();
        dispatcher.ask(endpoint, "/health", deadline).whenEnded(result -> health.complete(judge(endpoint, result)));
        return health;
    }

    /** Asks every endpoint of the ring at the same time. */
    public CompletableFuture<ClusterHealth> ofRing(Optional<Deadline> deadline) {
        List<CompletableFuture<EndpointHealth>> asked = dispatcher.rings().current().fromPin().stream()
                .map(endpoint -> of(endpoint, deadline))
                .toList();
        return CompletableFuture.allOf(asked.toArray(CompletableFuture<?>[]::new))
                .thenApply(all -> new ClusterHealth(
                        asked.stream().map(CompletableFuture::join).toList()));
    }

    static EndpointHealth judge(URI endpoint, CallResult result) {
        if (result instanceof CallResult.Answered answered) {
            EtcdAnswer answer = answered.answer();
            boolean isHealthy = answer.status() == 200
                    && HEALTHY.matcher(new String(answer.body(), StandardCharsets.UTF_8))
                            .find();
            return new EndpointHealth(
                    endpoint,
                    isHealthy ? Status.HEALTHY : Status.UNREACHABLE,
                    answer.status() + ": " + answer.bodyStart().strip());
        }
        if (result instanceof CallResult.Rejected rejected) {
            return new EndpointHealth(
                    endpoint,
                    Status.UNREACHABLE,
                    "answered with " + rejected.invalid().fault());
        }
        List<EndpointFailure> failures = ((CallResult.Unanswered) result).end().failures();
        EndpointFailure failure = failures.get(failures.size() - 1);
        boolean saysSo = failure instanceof EndpointFailure.ServerFailure;
        return new EndpointHealth(endpoint, saysSo ? Status.UNHEALTHY : Status.UNREACHABLE, failure.description());
    }
}
