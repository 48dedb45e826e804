package dev.pinwheel.etcd.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Starts a JVM on a path that users have. */
final class Launch {
    private static final List<String> ONLY_FOR_TESTS = List.of(
            "test-classes",
            "junit",
            "surefire",
            "jqwik",
            "assertj",
            "awaitility",
            "archunit",
            "hamcrest",
            "opentest4j",
            "apiguardian",
            "byte-buddy",
            "etcd-tck",
            "slf4j-simple");

    private Launch() {}

    /** How a process ended. */
    record Run(int code, String output) {}

    /** The path of these tests, without what is there for tests only. */
    static String path(Predicate<String> isWanted) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> ONLY_FOR_TESTS.stream().noneMatch(entry::contains))
                .filter(isWanted)
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** The path of a user who has declared one transport. */
    static String pathWithOnly(String transport) {
        return path(entry -> !entry.contains("etcd-transport-") || entry.contains("etcd-transport-" + transport));
    }

    /** Runs java to its end. */
    static Run java(Path output, List<String> arguments) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(arguments);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("still running: " + Files.readString(output, UTF_8));
            }
            return new Run(process.exitValue(), Files.readString(output, UTF_8));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
