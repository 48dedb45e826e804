package dev.pinwheel.etcd.core.stats;

import dev.pinwheel.etcd.ClusterException;
import dev.pinwheel.etcd.core.call.Calls;
import dev.pinwheel.etcd.core.call.Sequence;
import dev.pinwheel.etcd.core.failover.Endpoints;
import dev.pinwheel.etcd.stats.AsyncStatsApi;
import dev.pinwheel.etcd.stats.LeaderStats;
import dev.pinwheel.etcd.stats.SelfStats;
import dev.pinwheel.etcd.stats.StoreStats;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The statistics for callers that do not wait. Safe for use by many threads. */
public final class AsyncStats implements AsyncStatsApi {
    private final Calls calls;
    private final StatsOperations operations;

    /** Runs the operations as these calls. */
    public AsyncStats(Calls calls, StatsOperations operations) {
        this.calls = calls;
        this.operations = operations;
    }

    @Override
    public CompletableFuture<SelfStats> self() {
        return calls.start(operations.self());
    }

    @Override
    public CompletableFuture<LeaderStats> leader() {
        LeaderSearch search = new LeaderSearch(calls);
        return Sequence.of(sequence -> askNext(sequence, search));
    }

    private void askNext(Sequence<LeaderStats> sequence, LeaderSearch search) {
        LeaderSearch.Place place = search.next().orElseThrow(search::nobody);
        sequence.step(
                place.calls().start(operations.leader()),
                found -> {
                    if (found.isPresent()) {
                        sequence.end(found.get());
                    } else {
                        search.isNotLeader(place.endpoint());
                        askNext(sequence, search);
                    }
                },
                failure -> {
                    if (!(failure instanceof ClusterException noAnswer)) {
                        return Optional.of(failure);
                    }
                    search.failed(noAnswer);
                    askNext(sequence, search);
                    return Optional.empty();
                });
    }

    @Override
    public CompletableFuture<StoreStats> store() {
        return calls.start(operations.store());
    }

    @Override
    public AsyncStatsApi at(URI endpoint) {
        return new AsyncStats(
                calls.at(Endpoints.parse(List.of(endpoint.toString())).get(0)), operations);
    }
}
