package dev.pinwheel.etcd.benchmarks.compare;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A driver in a comparison.
 *
 * @param name what the table calls it
 * @param command for a shell, to which the options are added
 */
record Contestant(String name, String command) {

    /**
     * Reads "name=command".
     *
     * @throws IllegalArgumentException if it is not of that form
     */
    static Contestant parse(String text) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw new IllegalArgumentException("\"" + text + "\" is not of the form name=command");
        }
        return new Contestant(text.substring(0, equals), text.substring(equals + 1));
    }

    /** Runs the driver once, and returns its lines. */
    List<String> run(List<String> options) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("bash", "-c", command + " \"$@\"", name));
        words.addAll(options);
        Process process =
                new ProcessBuilder(words).redirectError(Redirect.INHERIT).start();
        List<String> lines;
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            lines = out.lines().toList();
        }
        int status = process.waitFor();
        if (status != 0) {
            throw new IOException(name + " has ended with " + status);
        }
        return lines;
    }
}
