package dev.pinwheel.etcd.core.stats;

import dev.pinwheel.etcd.ClusterException;
import dev.pinwheel.etcd.EndpointFailure;
import dev.pinwheel.etcd.Outcome;
import dev.pinwheel.etcd.core.call.Calls;
import dev.pinwheel.etcd.keys.ErrorCode;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/** The endpoints that may still be the leader, and why the others are not. Not safe for use by many threads at once. */
final class LeaderSearch {
    private final Calls calls;
    private final Queue<URI> untried;
    private final List<EndpointFailure> failures = new ArrayList<>();

    /** Begins with all endpoints; one deadline is for all of them. */
    LeaderSearch(Calls calls) {
        this.calls = calls.asOne();
        this.untried = new ArrayDeque<>(calls.endpoints());
    }

    /** Where to look next; empty when nobody is left. */
    Optional<Place> next() {
        return Optional.ofNullable(untried.poll()).map(endpoint -> new Place(endpoint, calls.at(endpoint)));
    }

    /** One endpoint, and calls on it. */
    record Place(URI endpoint, Calls calls) {}

    void isNotLeader(URI endpoint) {
        failures.add(new EndpointFailure.ServerFailure(endpoint, "403: not current leader", 403, ErrorCode.UNKNOWN));
    }

    void failed(ClusterException noAnswer) {
        failures.addAll(noAnswer.failures());
    }

    ClusterException nobody() {
        return new ClusterException(
                "no endpoint is the leader, asked by GET /v2/stats/leader (" + failures.size() + " tried)",
                failures,
                Outcome.NOT_APPLIED);
    }
}
