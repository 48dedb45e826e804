package dev.pinwheel.etcd.benchmarks.driver;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pinwheel.etcd.embedded.EmbeddedEtcd;
import dev.pinwheel.etcd.embedded.fault.Fault;
import dev.pinwheel.etcd.embedded.request.Requests;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BenchTest {
    private static final String[] FIELDS = {
        "driver",
        "op",
        "mode",
        "concurrency",
        "seconds",
        "ops",
        "errors",
        "error_classes",
        "throughput",
        "p50",
        "p90",
        "p99",
        "p999",
        "max",
        "cpu_s",
        "cpu_us_per_op",
        "gc_count",
        "gc_ms",
        "alloc_b_per_op",
        "rss_peak_kb",
        "threads",
        "first_op_ms"
    };
    private static final String[] WATCH_FIELDS = {
        "watch_rounds",
        "watch_last_us_p50",
        "watch_last_us_max",
        "parked_rss_kb",
        "parked_heap_b",
        "parked_threads",
        "peak_threads"
    };

    private static EmbeddedEtcd cluster;

    @BeforeAll
    static void startsACluster() {
        cluster = EmbeddedEtcd.start(1);
    }

    @AfterAll
    static void closesTheCluster() {
        cluster.close();
    }

    @ParameterizedTest
    @EnumSource(Variant.class)
    void everyVariant_getsAndSets(Variant variant) {
        Run run = run("--op get,set --concurrency 2 --seconds .5 --warmup .1 --keys 5 --value-size 20 --variant "
                + variant.wireName());
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        List<Map<String, Object>> lines = run.out().stream().map(Json::parse).toList();
        assertThat(lines).extracting(line -> line.get("op")).containsExactly("get", "set");
        assertThat(lines).allSatisfy(line -> {
            assertThat(line).containsOnlyKeys(FIELDS);
            assertThat(line).containsEntry("errors", "0").containsEntry("error_classes", Map.of());
            assertThat(number(line, "ops")).isPositive();
            assertThat(number(line, "seconds")).isBetween(.5, 60.0);
            assertThat(number(line, "throughput")).isPositive();
            assertThat(number(line, "p50")).isPositive().isLessThanOrEqualTo(number(line, "p999"));
            assertThat(number(line, "p999")).isLessThanOrEqualTo(number(line, "max"));
            assertThat(number(line, "alloc_b_per_op")).isPositive();
            assertThat(number(line, "first_op_ms")).isPositive();
        });
    }

    @Test
    void lists_giveALineForEachCombination_inTheirOrder() {
        Run run = run("--op set,get --concurrency 2,1 --seconds .1 --warmup 0 --keys 5 --variant jetty");
        assertThat(run.out().stream().map(Json::parse))
                .extracting(line -> line.get("op") + " " + line.get("concurrency"))
                .containsExactly("set 2", "set 1", "get 2", "get 1");
    }

    @ParameterizedTest
    @EnumSource(Variant.class)
    void everyVariant_makesFutures_readsTheDirectoryThatIsMissing_andWatches(Variant variant) {
        String with = " --mode async --warmup .1 --variant " + variant.wireName();
        Run dir = run("--op dir --concurrency 2 --seconds .5" + with);
        Map<String, Object> figures = onlyLine(dir);
        assertThat(figures)
                .containsOnlyKeys(FIELDS)
                .containsEntry("errors", "0")
                .containsEntry("mode", "async");
        assertThat(number(figures, "ops")).isPositive();

        figures = onlyLine(run("--op watch --concurrency 5 --seconds .1" + with));
        assertThat(figures).containsKeys(FIELDS).containsKeys(WATCH_FIELDS).containsEntry("errors", "0");
        assertThat(figures).hasSize(FIELDS.length + WATCH_FIELDS.length);
        assertThat(number(figures, "watch_rounds")).isPositive();
        assertThat(number(figures, "ops")).isEqualTo(5 * number(figures, "watch_rounds"));
        assertThat(number(figures, "watch_last_us_p50"))
                .isPositive()
                .isLessThanOrEqualTo(number(figures, "watch_last_us_max"));
    }

    @Test
    void watchesOfBlockingThreads_areDeliveredToo() {
        Map<String, Object> figures =
                onlyLine(run("--op watch --concurrency 3 --seconds .1 --warmup 0 --variant okhttp"));
        assertThat(figures).containsEntry("errors", "0");
        assertThat(number(figures, "watch_rounds")).isPositive();
        assertThat(number(figures, "ops")).isEqualTo(3 * number(figures, "watch_rounds"));
    }

    @Test
    void failures_areCountedByFamilyAndOutcome_andAreNoOperations() {
        Map<String, Object> figures;
        try (EmbeddedEtcd breaking = EmbeddedEtcd.start(1)) {
            breaking.faults().always().matching(Requests.method("PUT")).inject(Fault.resetBeforeResponse());
            figures = onlyLine(Run.of(("--endpoints " + breaking.endpoints().get(0)
                            + " --op set --concurrency 1 --seconds .5 --warmup 0 --keys 1 --variant jetty")
                    .split(" ")));
        }
        String errors = String.valueOf(figures.get("errors"));
        assertThat(number(figures, "errors")).isPositive();
        assertThat(figures.get("error_classes")).hasToString("{cluster-unknown=" + errors + "}");
        assertThat(figures).containsEntry("ops", "0").containsEntry("throughput", "0.0");
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void virtualThreads_areAMode() {
        Map<String, Object> figures =
                onlyLine(run("--op get --concurrency 50 --seconds .1 --warmup .1 --keys 5 --mode virtual"));
        assertThat(figures).containsEntry("mode", "virtual").containsEntry("errors", "0");
        assertThat(number(figures, "ops")).isPositive();
    }

    @Test
    void theFaultLog_hasALineForEachCallAndEvent_andTheFiguresAtItsEnd() {
        long begun = Instant.now().toEpochMilli() * 1_000;
        Run run = run("--fault-log --op get,set,post,watch --concurrency 2 --seconds 1 --period-ms 20 --keys 3");
        assertThat(run.status()).isZero();
        List<String> lines = new ArrayList<>(run.out());
        Map<String, Object> figures = Json.parse(lines.remove(lines.size() - 1));
        assertThat(figures)
                .containsOnlyKeys(FIELDS)
                .containsEntry("op", "get,set,post,watch")
                .containsEntry("errors", "0");
        assertThat(lines)
                .allSatisfy(line -> assertThat(line).matches("L (get|set|post|watch) \\d{16} \\d+ (ok|start) \\S+"));
        assertThat(lines)
                .allSatisfy(line ->
                        assertThat(Long.parseLong(line.split(" ", -1)[2])).isGreaterThanOrEqualTo(begun));
        assertThat(lines)
                .filteredOn(line -> line.startsWith("L watch"))
                .singleElement()
                .asString()
                .endsWith(" start 0");
        assertThat(lines).filteredOn(line -> !line.startsWith("L watch")).hasSize((int) number(figures, "ops"));
        List<String> posted = lines.stream()
                .filter(line -> line.startsWith("L post"))
                .map(line -> line.split(" ", -1)[5])
                .toList();
        assertThat(posted).hasSizeGreaterThanOrEqualTo(2).doesNotHaveDuplicates();
    }

    @Test
    void theFaultLog_namesFailuresByFamilyAndOutcome_andKeepsTheValueOfAWrite() {
        String arguments = " --fault-log --op set --concurrency 1 --seconds .3 --period-ms 20 --keys 1 --value-size 1";
        try (EmbeddedEtcd stalled = EmbeddedEtcd.start(1)) {
            String endpoint = "--endpoints " + stalled.endpoints().get(0);
            assertThat(Run.of((endpoint + arguments).split(" ")).status()).isZero();
            stalled.faults().always().matching(Requests.method("PUT")).inject(Fault.stallBeforeHead());
            Run run = Run.of((endpoint + arguments + " --timeout-ms 50").split(" "));
            assertThat(run.status()).isZero();
            List<String> lines = run.out().subList(0, run.out().size() - 1);
            assertThat(lines)
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(line).matches("L set \\d{16} \\d+ deadline-unknown set\\S+"));
            assertThat(Json.parse(run.out().get(lines.size())).get("error_classes"))
                    .hasToString("{deadline-unknown=" + lines.size() + "}");
        }
    }

    private static Map<String, Object> onlyLine(Run run) {
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        assertThat(run.out()).hasSize(1);
        return Json.parse(run.out().get(0));
    }

    private static Run run(String arguments) {
        String endpoints = cluster.endpoints().stream().map(URI::toString).collect(joining(","));
        return Run.of(("--endpoints " + endpoints + " " + arguments).split(" "));
    }

    private static double number(Map<String, Object> line, String field) {
        return Double.parseDouble(String.valueOf(line.get(field)));
    }
}
