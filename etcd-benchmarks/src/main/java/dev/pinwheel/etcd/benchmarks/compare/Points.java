package dev.pinwheel.etcd.benchmarks.compare;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Scanner;
import java.util.Set;
import java.util.TreeSet;

/** Makes points for a plot of drivers' lines on standard input: {@code Points X FIELD} prints "DRIVER X MEDIAN". */
public final class Points {
    private Points() {}

    /**
     * Reads lines and prints points.
     *
     * @param args where on the horizontal axis, and the field whose median is the height
     */
    public static void main(String... args) {
        Medians medians = new Medians();
        Set<String> drivers = new TreeSet<>();
        try (Scanner lines = new Scanner(System.in, StandardCharsets.UTF_8)) {
            while (lines.hasNextLine()) {
                Figures.parse(lines.nextLine()).ifPresent(figures -> {
                    drivers.add(figures.text("driver"));
                    medians.add(figures.text("driver"), figures);
                });
            }
        }
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        for (String what : medians.measured()) {
            drivers.forEach(
                    driver -> out.println(driver + " " + args[0] + " " + medians.median(what, driver, args[1])));
        }
    }
}
