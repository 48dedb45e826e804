package dev.pinwheel.etcd.embedded.http;

import dev.pinwheel.etcd.embedded.replication.Replica;
import dev.pinwheel.etcd.embedded.store.Counter;
import dev.pinwheel.etcd.embedded.store.Get;
import dev.pinwheel.etcd.embedded.store.Key;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Answers those who look after servers: health, metrics, variables, and how much is logged. */
final class OperationsApi {
    private static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";
    private static final String VARIABLES = """
            {
            "cmdline": ["etcd","--enable-v2"],
            "file_descriptor_limit": 1024,
            "memstats": {},
            "raft.status": {}
            }
            """;
    private static final Set<String> LOG_LEVELS = Set.of(
            "CRITICAL",
            "C",
            "ERROR",
            "0",
            "E",
            "WARNING",
            "1",
            "W",
            "NOTICE",
            "2",
            "N",
            "INFO",
            "3",
            "I",
            "DEBUG",
            "4",
            "D",
            "TRACE",
            "5",
            "T");

    private static final Response HEALTHY = Response.text(200, "{\"health\":\"true\"}");
    private static final Response UNHEALTHY = Response.plainError(503, "{\"health\":\"false\"}");
    private static final Get QUORUM_READ = new Get(Key.ROOT, false, false, true);
    private static final Duration LONGEST_READ = Duration.ofSeconds(1);

    private final Replica replica;

    OperationsApi(Replica replica) {
        this.replica = replica;
    }

    Answer health(Request request, String path) {
        if (replica.isServing()) {
            return HEALTHY;
        }
        return replica.leader().isEmpty()
                ? UNHEALTHY
                : Pending.of(replica.propose(QUORUM_READ).thenApply(read -> HEALTHY), LONGEST_READ, UNHEALTHY);
    }

    Answer metrics(Request request, String path) {
        Map<Counter, Long> counts = replica.counts();
        StringBuilder lines = new StringBuilder();
        gauge(lines, "etcd_server_has_leader", replica.leader().isPresent() ? 1 : 0);
        gauge(lines, "etcd_debugging_store_watchers", counts.getOrDefault(Counter.WATCHERS, 0L));
        counter(lines, "etcd_debugging_store_expires_total", counts.getOrDefault(Counter.EXPIRE_COUNT, 0L));
        lines.append("# TYPE etcd_debugging_store_writes_total counter\n");
        writes(lines, "set", counts.getOrDefault(Counter.SETS_SUCCESS, 0L));
        writes(lines, "create", counts.getOrDefault(Counter.CREATE_SUCCESS, 0L));
        writes(lines, "update", counts.getOrDefault(Counter.UPDATE_SUCCESS, 0L));
        writes(lines, "delete", counts.getOrDefault(Counter.DELETE_SUCCESS, 0L));
        writes(lines, "compareAndSwap", counts.getOrDefault(Counter.COMPARE_AND_SWAP_SUCCESS, 0L));
        writes(lines, "compareAndDelete", counts.getOrDefault(Counter.COMPARE_AND_DELETE_SUCCESS, 0L));
        return Response.of(200, METRICS_TYPE, lines.toString());
    }

    Answer variables(Request request, String path) {
        return Response.of(200, "application/json; charset=utf-8", VARIABLES);
    }

    /** Nothing is logged, so no level makes a difference. */
    Answer logLevel(Request request, String path) {
        try {
            String level = JsonReader.first(request.body())
                    .fields("value")
                    .field("Level")
                    .text("value");
            return LOG_LEVELS.contains(level.toUpperCase(Locale.ROOT))
                    ? Response.empty(204)
                    : Response.message(400, "Invalid log level " + level);
        } catch (MalformedJson malformed) {
            return Response.message(400, "Invalid json body");
        }
    }

    private static void gauge(StringBuilder lines, String name, long value) {
        lines.append("# TYPE ")
                .append(name)
                .append(" gauge\n")
                .append(name)
                .append(' ')
                .append(value)
                .append('\n');
    }

    private static void counter(StringBuilder lines, String name, long value) {
        lines.append("# TYPE ")
                .append(name)
                .append(" counter\n")
                .append(name)
                .append(' ')
                .append(value)
                .append('\n');
    }

    private static void writes(StringBuilder lines, String action, long value) {
        lines.append("etcd_debugging_store_writes_total{action=\"")
                .append(action)
                .append("\"} ")
                .append(value)
                .append('\n');
    }
}
