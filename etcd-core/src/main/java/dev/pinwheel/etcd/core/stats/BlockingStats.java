package dev.pinwheel.etcd.core.stats;

import dev.pinwheel.etcd.ClusterException;
import dev.pinwheel.etcd.core.call.Calls;
import dev.pinwheel.etcd.core.failover.Endpoints;
import dev.pinwheel.etcd.stats.LeaderStats;
import dev.pinwheel.etcd.stats.SelfStats;
import dev.pinwheel.etcd.stats.StatsApi;
import dev.pinwheel.etcd.stats.StoreStats;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** The statistics for callers that wait. Safe for use by many threads. */
public final class BlockingStats implements StatsApi {
    private final Calls calls;
    private final StatsOperations operations;

    /** Runs the operations as these calls. */
    public BlockingStats(Calls calls, StatsOperations operations) {
        this.calls = calls;
        this.operations = operations;
    }

    @Override
    public SelfStats self() {
        return calls.await(operations.self());
    }

    @Override
    public LeaderStats leader() {
        LeaderSearch search = new LeaderSearch(calls);
        for (var place = search.next(); place.isPresent(); place = search.next()) {
            try {
                Optional<LeaderStats> found = place.get().calls().await(operations.leader());
                if (found.isPresent()) {
                    return found.get();
                }
                search.isNotLeader(place.get().endpoint());
            } catch (ClusterException noAnswer) {
                search.failed(noAnswer);
            }
        }
        throw search.nobody();
    }

    @Override
    public StoreStats store() {
        return calls.await(operations.store());
    }

    @Override
    public StatsApi at(URI endpoint) {
        return new BlockingStats(
                calls.at(Endpoints.parse(List.of(endpoint.toString())).get(0)), operations);
    }
}
