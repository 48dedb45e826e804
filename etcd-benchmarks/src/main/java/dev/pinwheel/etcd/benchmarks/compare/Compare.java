package dev.pinwheel.etcd.benchmarks.compare;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Runs drivers in turns, and prints a table of medians and of their ratios to the first driver's:
 * {@code bin/bench-compare ROUNDS NAME='COMMAND' NAME='COMMAND'… -- OPTIONS OF THE DRIVERS}.
 *
 * <p>Every line that a driver prints is passed on to the error output, to be kept.
 */
public final class Compare {
    private static final String USAGE = "usage: bin/bench-compare ROUNDS NAME='COMMAND'… -- OPTIONS OF THE DRIVERS";

    private Compare() {}

    /**
     * Compares; exits with 2 if the command line is wrong, 1 if a driver fails.
     *
     * @param args see {@link Compare}
     * @throws InterruptedException if the thread is interrupted while a driver runs
     */
    public static void main(String... args) throws InterruptedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        try {
            out.print(compare(err, List.of(args)).table());
        } catch (IllegalArgumentException wrong) {
            err.println(wrong.getMessage() + "\n" + USAGE);
            System.exit(2);
        } catch (IOException failed) {
            err.println(failed.getMessage());
            System.exit(1);
        }
    }

    static Medians compare(PrintStream lines, List<String> arguments) throws IOException, InterruptedException {
        int end = arguments.indexOf("--");
        if (end < 2) {
            throw new IllegalArgumentException("give the rounds, one driver at least, and \"--\" before its options");
        }
        int rounds = rounds(arguments.get(0));
        List<Contestant> contestants =
                arguments.subList(1, end).stream().map(Contestant::parse).toList();
        List<String> options = arguments.subList(end + 1, arguments.size());
        Medians medians = new Medians();
        for (int i = 0; i < rounds; i++) {
            for (Contestant contestant : contestants) {
                for (String line : contestant.run(options)) {
                    lines.println(line);
                    Figures.parse(line).ifPresent(figures -> medians.add(contestant.name(), figures));
                }
            }
        }
        return medians;
    }

    private static int rounds(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException("\"" + text + "\" is not a number of rounds", notANumber);
        }
    }
}
