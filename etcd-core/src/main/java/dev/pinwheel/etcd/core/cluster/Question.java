package dev.pinwheel.etcd.core.cluster;

import dev.pinwheel.etcd.EndpointFailure;
import dev.pinwheel.etcd.EndpointHealth.Status;
import dev.pinwheel.etcd.core.dispatch.CallResult;
import dev.pinwheel.etcd.core.failover.Step;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** What an endpoint is asked, to find out whether it is dead or cut off (F13). */
enum Question {
    /** Answered by whoever runs, with or without a quorum. */
    VERSION("/version", Duration.ofMillis(250), "did not answer GET /version within 250 ms, asked twice"),
    /**
     * Answered by a quorum read: "false" at once without a leader, and after 1.0 s by a member that does not know yet
     * that it has lost it.
     */
    HEALTH("/health", Duration.ofMillis(1500), "is cut off from the cluster: GET /health did not say that it is well");

    private final String path;
    private final Duration budget;
    private final String complaint;

    Question(String path, Duration budget, String complaint) {
        this.path = path;
        this.budget = budget;
        this.complaint = complaint;
    }

    String path() {
        return path;
    }

    /** How long an answer may take. */
    Duration budget() {
        return budget;
    }

    /** What is said of an endpoint that has not answered well. */
    String complaint() {
        return complaint;
    }

    /** What the end of the question means. */
    Reply read(URI endpoint, CallResult result) {
        if (!(result instanceof CallResult.Unanswered unanswered)) {
            boolean isWell =
                    this == VERSION || HealthCheck.judge(endpoint, result).status() == Status.HEALTHY;
            return isWell ? Reply.WELL : Reply.NOTHING; // Such as a proxy's 404, which says nothing of the member.
        }
        if (unanswered.end().reason() == Step.Reason.CANCELLED) {
            return Reply.NOTHING;
        }
        List<EndpointFailure> failures = unanswered.end().failures();
        boolean hasAnswered = failures.get(failures.size() - 1) instanceof EndpointFailure.ServerFailure;
        if (!hasAnswered) {
            return Reply.SILENT;
        }
        return this == VERSION ? Reply.WELL : Reply.BAD;
    }
}
