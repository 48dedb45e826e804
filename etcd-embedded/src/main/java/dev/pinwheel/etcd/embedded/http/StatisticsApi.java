package dev.pinwheel.etcd.embedded.http;

import dev.pinwheel.etcd.embedded.members.Member;
import dev.pinwheel.etcd.embedded.replication.Replica;
import dev.pinwheel.etcd.embedded.replication.Reported;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;

/** Answers what a member counts and knows about itself. */
final class StatisticsApi {
    private final Cluster cluster;
    private final Member self;
    private final Replica replica;
    private final Instant started;

    StatisticsApi(Cluster cluster, Member self, Replica replica) {
        this.cluster = cluster;
        this.self = self;
        this.replica = replica;
        this.started = cluster.clock().instant();
    }

    Answer self(Request request, String path) {
        Reported leader = replica.reported();
        Duration uptime = Duration.between(leader.since(), cluster.clock().instant());
        JsonWriter json = new JsonWriter().open('{');
        json.name("name").text(self.name()).name("id").text(self.hexId());
        json.name("state").text(leader.leader() == self.id() ? "StateLeader" : "StateFollower");
        json.name("startTime").text(DateTimeFormatter.ISO_INSTANT.format(started));
        json.name("leaderInfo").open('{');
        json.name("leader").text(Long.toHexString(leader.leader()));
        json.name("uptime").text(GoDuration.of(uptime));
        json.name("startTime").text(DateTimeFormatter.ISO_INSTANT.format(leader.since()));
        json.close('}');
        json.name("recvAppendRequestCnt").number(0).name("sendAppendRequestCnt").number(0);
        return Response.json(200, json.close('}').toString());
    }

    Answer leader(Request request, String path) {
        if (replica.leader().filter(leader -> leader == self.id()).isEmpty()) {
            return Response.message(403, "not current leader");
        }
        JsonWriter json = new JsonWriter().open('{');
        json.name("leader").text(self.hexId()).name("followers").open('{');
        cluster.members().all().stream()
                .filter(member -> member.id() != self.id())
                .forEach(member -> follower(member, json));
        return Response.json(200, json.close('}').close('}').toString());
    }

    Answer store(Request request, String path) {
        JsonWriter json = new JsonWriter().open('{');
        replica.counts()
                .forEach((counter, count) -> json.name(counter.wireName()).number(count));
        return Response.json(200, json.close('}').toString());
    }

    // Nothing passes between members, so nothing of it takes any time.
    private static void follower(Member member, JsonWriter json) {
        json.name(member.hexId()).open('{').name("latency").open('{');
        json.name("current")
                .number(0)
                .name("average")
                .number(0)
                .name("standardDeviation")
                .number(0);
        json.name("minimum").number(0).name("maximum").number(0).close('}');
        json.name("counts").open('{').name("fail").number(0).name("success").number(0);
        json.close('}').close('}');
    }
}
