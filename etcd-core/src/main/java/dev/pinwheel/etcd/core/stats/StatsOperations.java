package dev.pinwheel.etcd.core.stats;

import dev.pinwheel.etcd.Versions;
import dev.pinwheel.etcd.core.call.Operation;
import dev.pinwheel.etcd.core.call.UnexpectedAnswerException;
import dev.pinwheel.etcd.core.codec.JsonApi;
import dev.pinwheel.etcd.core.codec.JsonObject;
import dev.pinwheel.etcd.core.dispatch.EtcdAnswer;
import dev.pinwheel.etcd.core.dispatch.EtcdRequest;
import dev.pinwheel.etcd.stats.LeaderStats;
import dev.pinwheel.etcd.stats.SelfStats;
import dev.pinwheel.etcd.stats.StoreStats;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.json.JsonFactory;

/** What members can be asked about themselves, each call as a value. Safe for use by many threads. */
public final class StatsOperations {
    private static final int FORBIDDEN = 403;

    private final JsonApi api;

    /** On whichever member is asked. */
    @Inject
    public StatsOperations(JsonFactory json) {
        this.api = new JsonApi(json, (call, status, reason, endpoint) -> {
            throw new UnexpectedAnswerException("a refusal that is not etcd's");
        });
    }

    /** Which etcd answers. */
    public Operation<Versions> version() {
        return api.operation(
                EtcdRequest.read("/version"),
                answer -> new Versions(answer.text("etcdserver"), answer.text("etcdcluster")));
    }

    Operation<SelfStats> self() {
        return api.operation(EtcdRequest.read("/v2/stats/self"), StatsOperations::selfStats);
    }

    /** What the leader tells; nothing when another member is asked. */
    Operation<Optional<LeaderStats>> leader() {
        return new Operation<>(
                EtcdRequest.read("/v2/stats/leader"),
                (request, answer) -> isNotLeader(answer)
                        ? Optional.empty()
                        : Optional.of(api.answered(StatsOperations::leaderStats).read(request, answer)));
    }

    Operation<StoreStats> store() {
        return new Operation<>(
                EtcdRequest.read("/v2/stats/store"),
                (request, answer) -> api.answered(stats -> storeStats(stats, answer.endpoint()))
                        .read(request, answer));
    }

    private static boolean isNotLeader(EtcdAnswer answer) {
        return answer.status() == FORBIDDEN && answer.bodyStart().contains("not current leader");
    }

    private static SelfStats selfStats(JsonObject stats) throws UnexpectedAnswerException {
        JsonObject leader = stats.object("leaderInfo");
        return new SelfStats(
                stats.text("id"),
                stats.text("name"),
                stats.text("state"),
                stats.time("startTime"),
                new SelfStats.Leader(
                        leader.text("leader"),
                        GoDuration.parse("uptime", leader.text("uptime")),
                        leader.time("startTime")),
                traffic(stats, "recv"),
                traffic(stats, "send"));
    }

    private static SelfStats.Traffic traffic(JsonObject stats, String direction) throws UnexpectedAnswerException {
        return new SelfStats.Traffic(
                stats.number(direction + "AppendRequestCnt"),
                rate(stats, direction + "PkgRate"),
                rate(stats, direction + "BandwidthRate"));
    }

    /** Left out when it is 0. */
    private static double rate(JsonObject stats, String name) throws UnexpectedAnswerException {
        return stats.has(name) ? stats.decimal(name) : 0;
    }

    private static LeaderStats leaderStats(JsonObject stats) throws UnexpectedAnswerException {
        JsonObject followers = stats.object("followers");
        Map<String, LeaderStats.Follower> byId = new HashMap<>();
        for (String id : followers.names()) {
            JsonObject follower = followers.object(id);
            JsonObject counts = follower.object("counts");
            byId.put(
                    id,
                    new LeaderStats.Follower(
                            latency(follower.object("latency")), counts.number("success"), counts.number("fail")));
        }
        return new LeaderStats(stats.text("leader"), byId);
    }

    private static LeaderStats.Latency latency(JsonObject latency) throws UnexpectedAnswerException {
        // Before the first success it is one more than a long can hold.
        boolean hasMinimum = latency.decimal("minimum") < Long.MAX_VALUE;
        return new LeaderStats.Latency(
                milliseconds(latency, "current"),
                milliseconds(latency, "average"),
                milliseconds(latency, "standardDeviation"),
                hasMinimum ? Optional.of(milliseconds(latency, "minimum")) : Optional.empty(),
                milliseconds(latency, "maximum"));
    }

    private static Duration milliseconds(JsonObject latency, String name) throws UnexpectedAnswerException {
        return Duration.ofNanos(Math.round(latency.decimal(name) * 1_000_000));
    }

    private static StoreStats storeStats(JsonObject stats, URI endpoint) throws UnexpectedAnswerException {
        return new StoreStats(
                count(stats, "gets"),
                count(stats, "sets"),
                count(stats, "create"),
                count(stats, "update"),
                count(stats, "delete"),
                count(stats, "compareAndSwap"),
                count(stats, "compareAndDelete"),
                stats.number("expireCount"),
                stats.number("watchers"),
                endpoint);
    }

    private static StoreStats.Count count(JsonObject stats, String name) throws UnexpectedAnswerException {
        return new StoreStats.Count(stats.number(name + "Success"), stats.number(name + "Fail"));
    }
}
