package dev.pinwheel.etcd.benchmarks.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Collects the figures of all rounds, and writes a table of their medians and of ratios: those of "…-okhttp" to
 * "raw-okhttp" if that takes part, all others to the first contestant.
 */
final class Medians {
    private static final String HEAD = """
            | what | driver | per second | ratio | p50 µs | p99 µs | ratio | CPU µs/op | ratio | alloc B/op | ratio | threads | errors | first ms | last watch ms |
            |---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|
            """;

    private final Map<String, Map<String, List<Figures>>> byWhat = new LinkedHashMap<>();

    void add(String name, Figures figures) {
        byWhat.computeIfAbsent(figures.what(), unseen -> new LinkedHashMap<>())
                .computeIfAbsent(name, unseen -> new ArrayList<>())
                .add(figures);
    }

    /** What was measured, in the order in which it came. */
    Set<String> measured() {
        return byWhat.keySet();
    }

    /** The median of a figure; not a number if it was never there. */
    double median(String what, String name, String field) {
        List<Double> sorted = byWhat.getOrDefault(what, Map.of()).getOrDefault(name, List.of()).stream()
                .map(figures -> figures.number(field))
                .filter(number -> !number.isNaN())
                .sorted()
                .toList();
        int middle = sorted.size() / 2;
        if (sorted.isEmpty()) {
            return Double.NaN;
        }
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** The table, in Markdown. */
    String table() {
        StringBuilder rows = new StringBuilder(HEAD);
        byWhat.forEach((what, names) -> {
            names.keySet().forEach(name -> rows.append(row(what, name, base(name, names.keySet()))));
        });
        return rows.toString();
    }

    private static String base(String name, Set<String> names) {
        String twin = "raw-" + name.substring(name.lastIndexOf('-') + 1);
        return names.contains(twin) ? twin : names.iterator().next();
    }

    private String row(String what, String name, String base) {
        return "| %s | %s | %,.0f | %.2f | %,.0f | %,.0f | %.2f | %.1f | %.2f | %,.0f | %.2f | %.0f | %.0f | %.0f | %s |%n"
                .formatted(
                        what,
                        name,
                        median(what, name, "throughput"),
                        ratio(what, name, base, "throughput"),
                        median(what, name, "p50"),
                        median(what, name, "p99"),
                        ratio(what, name, base, "p99"),
                        median(what, name, "cpu_us_per_op"),
                        ratio(what, name, base, "cpu_us_per_op"),
                        median(what, name, "alloc_b_per_op"),
                        ratio(what, name, base, "alloc_b_per_op"),
                        median(what, name, "threads"),
                        median(what, name, "errors"),
                        median(what, name, "first_op_ms"),
                        lastWatch(median(what, name, "watch_last_us_p50")));
    }

    private static String lastWatch(double micros) {
        return Double.isNaN(micros) ? "–" : "%,.1f".formatted(micros / 1e3);
    }

    private double ratio(String what, String name, String base, String field) {
        return median(what, name, field) / median(what, base, field);
    }
}
