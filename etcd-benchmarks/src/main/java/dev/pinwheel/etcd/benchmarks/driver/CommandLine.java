package dev.pinwheel.etcd.benchmarks.driver;

import dev.pinwheel.etcd.benchmarks.load.Mode;
import java.time.Duration;
import java.util.List;

/**
 * What the driver is asked for.
 *
 * @param endpoints of the cluster, at least one
 * @param ops at least one
 * @param concurrencies at least one, each at least 1
 * @param time of each measurement
 * @param warmUp of all together
 * @param keys how many there are
 * @param valueSize characters of a value
 * @param mode how calls are kept in flight
 * @param variant whose calls
 * @param timeout the most that one call may take; zero for what the client does of itself
 * @param faultLog whether calls are paced and each has a line
 * @param period of the pace
 */
record CommandLine(
        List<String> endpoints,
        List<Op> ops,
        List<Integer> concurrencies,
        Duration time,
        Duration warmUp,
        int keys,
        int valueSize,
        Mode mode,
        Variant variant,
        Duration timeout,
        boolean faultLog,
        Duration period) {
    private static final List<Op> LOOPS = List.of(Op.GET, Op.SET, Op.DIR);
    private static final List<Op> LOGGED = List.of(Op.GET, Op.SET, Op.POST, Op.WATCH);

    /**
     * Reads the arguments.
     *
     * @throws IllegalArgumentException if they make no sense; the message is for the user
     */
    static CommandLine parse(String... arguments) {
        Options options = Options.of(arguments);
        CommandLine line = new CommandLine(
                options.list("--endpoints", CommandLine::endpoint),
                options.list("--op", name -> Options.named("op", name, Op.values(), Op::wireName)),
                options.listOr("--concurrency", "8", text -> Options.atLeast(1, text)),
                options.seconds("--seconds", "3"),
                options.seconds("--warmup", "2"),
                options.number("--keys", "1000", 1),
                options.number("--value-size", "100", 0),
                options.one("--mode", "sync", name -> Options.named("mode", name, Mode.values(), Mode::wireName)),
                options.one(
                        "--variant",
                        "apache",
                        name -> Options.named("variant", name, Variant.values(), Variant::wireName)),
                Duration.ofMillis(options.number("--timeout-ms", "0", 0)),
                options.flag("--fault-log"),
                Duration.ofMillis(options.number("--period-ms", "5", 1)));
        line.check();
        return line;
    }

    private void check() {
        if (time.isZero()) {
            throw Options.wrong("option --seconds is 0; give the time of a measurement");
        }
        if (mode.threads().isEmpty()) {
            throw Options.wrong("mode virtual needs Java 21 or later; this is "
                    + Runtime.version().feature());
        }
        if (faultLog) {
            require(LOGGED.containsAll(ops), "--fault-log knows get, set, post and watch");
            require(concurrencies.size() == 1, "--fault-log takes one concurrency, the workers of each op");
        } else if (ops.contains(Op.WATCH)) {
            require(ops.size() == 1, "op watch stands alone, without other ops");
            require(concurrencies.size() == 1, "op watch takes one concurrency, the number of watches");
        } else {
            require(LOOPS.containsAll(ops), "op post needs --fault-log");
        }
    }

    private static void require(boolean right, String otherwise) {
        if (!right) {
            throw Options.wrong(otherwise);
        }
    }

    private static String endpoint(String text) {
        if (!text.startsWith("http://") && !text.startsWith("https://")) {
            throw new IllegalArgumentException("\"" + text + "\" is not a URL such as http://127.0.0.1:2379");
        }
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
}
