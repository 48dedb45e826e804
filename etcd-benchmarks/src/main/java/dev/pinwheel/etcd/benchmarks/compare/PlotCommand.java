package dev.pinwheel.etcd.benchmarks.compare;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Scanner;

/**
 * Draws a plot of points from standard input, {@code NAME X Y} on each line, as SVG on standard output:
 * {@code bin/bench-plot TITLE ACROSS UP}.
 */
public final class PlotCommand {
    private PlotCommand() {}

    /**
     * Draws.
     *
     * @param args title, what is across, what is up
     */
    public static void main(String... args) {
        if (args.length != 3) {
            new PrintStream(System.err, true, StandardCharsets.UTF_8).println("usage: bin/bench-plot TITLE ACROSS UP");
            System.exit(2);
        }
        try (Scanner lines = new Scanner(System.in, StandardCharsets.UTF_8)) {
            Plot plot = new Plot(args[0], args[1], args[2], series(lines));
            new PrintStream(System.out, true, StandardCharsets.UTF_8).print(plot.toSvg());
        }
    }

    private static List<Plot.Series> series(Scanner lines) {
        Map<String, List<Plot.Point>> points = new LinkedHashMap<>();
        while (lines.hasNextLine()) {
            String[] words = lines.nextLine().strip().split("\\s+", -1);
            points.computeIfAbsent(words[0], unseen -> new ArrayList<>())
                    .add(new Plot.Point(Double.parseDouble(words[1]), Double.parseDouble(words[2])));
        }
        return points.entrySet().stream()
                .map(one -> new Plot.Series(one.getKey(), one.getValue()))
                .toList();
    }
}
