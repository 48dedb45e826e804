package dev.pinwheel.etcd.benchmarks.driver;

import dev.pinwheel.etcd.benchmarks.cluster.PlainHttp;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The load driver: {@code bin/bench --endpoints URL,URL --op OP …}.
 *
 * <p>Prints one line of JSON for each measurement, and nothing else; with {@code --fault-log} also a line for each
 * call.
 */
public final class Bench {
    private Bench() {}

    /**
     * Runs the driver, and exits with 0 if it has measured, 1 if it could not, 2 if the command line is wrong.
     *
     * @param args see {@link Bench}
     */
    public static void main(String... args) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(out, err, args));
    }

    static int run(PrintStream out, PrintStream err, String... args) {
        CommandLine line;
        try {
            line = CommandLine.parse(args);
        } catch (IllegalArgumentException wrong) {
            err.println(wrong.getMessage());
            return 2;
        }
        try {
            run(line, out);
            return 0;
        } catch (UncheckedIOException | IllegalStateException failed) {
            err.println(failed.getMessage());
            return 1;
        }
    }

    private static void run(CommandLine line, PrintStream out) {
        PlainHttp http = new PlainHttp(line.endpoints());
        if (line.faultLog()) {
            new FaultLogging(line, http, out).run();
        } else if (line.ops().contains(Op.WATCH)) {
            new Watching(line, http, out).run();
        } else {
            new Loading(line, http, out).run();
        }
    }
}
