package dev.pinwheel.etcd.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The quickstart in a JVM of its own, on the paths that users have. */
class LaunchTest {
    private static final String MAIN = "dev.pinwheel.etcd.examples.Quickstart";
    private static final String SERVICE = "META-INF/services/dev.pinwheel.etcd.spi.TransportFactory";
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
            "slf4j-simple");

    @TempDir
    private Path dir;

    /** How a process ended. */
    private record Run(int code, String output) {}

    @Test
    void onTheClassPath() {
        Run run = java(List.of("-cp", path(entry -> true), MAIN));

        assertThat(run.output()).contains("/foo has the value bar");
        assertThat(run.code()).isZero();
    }

    @Test
    void onTheModulePath() {
        Run run = java(List.of(
                "-p",
                path(entry -> true),
                "--add-modules",
                "dev.pinwheel.etcd.transport.jetty,dev.pinwheel.etcd.core",
                "-m",
                "dev.pinwheel.etcd.examples/" + MAIN));

        assertThat(run.output()).contains("/foo has the value bar");
        assertThat(run.code()).isZero();
    }

    @Test
    void withoutAnyTransport_theErrorListsThem() {
        Run run = java(List.of("-cp", path(entry -> !entry.contains("etcd-transport-")), MAIN));

        assertThat(run.output())
                .contains("no etcd transport on the path")
                .contains("etcd-transport-apache, etcd-transport-okhttp and etcd-transport-jetty");
        assertThat(run.code()).isEqualTo(1);
    }

    @Test
    void withoutTheEngine_theErrorListsTheTransportsThatBringIt() {
        Run run = java(List.of(
                "-cp", path(entry -> !entry.contains("etcd-transport-") && !entry.contains("etcd-core")), MAIN));

        assertThat(run.output()).contains("no etcd transport on the path").contains("which brings the engine along");
        assertThat(run.code()).isEqualTo(1);
    }

    @Test
    void withTwoTransports_theErrorNamesBothJars_andTheWaysOut() throws IOException {
        Path service = dir.resolve(SERVICE);
        Files.createDirectories(service.getParent());
        Files.writeString(service, AnotherTransport.class.getName());
        String both = path(entry -> true) + File.pathSeparator + dir + File.pathSeparator + testClasses();

        Run run = java(List.of("-cp", both, MAIN));

        assertThat(run.output())
                .contains("2 etcd transports on the path")
                .contains("\"jetty\" (/")
                .contains("\"another\" (/")
                .contains("etcd-transport-jetty")
                .contains("test-classes")
                .contains("choose in the builder: transport(\"");
        assertThat(run.code()).isEqualTo(1);
        assertThat(java(List.of("-cp", both, MAIN, "--transport", "jetty")).code())
                .isZero();
    }

    private static String path(Predicate<String> isWanted) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> ONLY_FOR_TESTS.stream().noneMatch(entry::contains))
                .filter(isWanted)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String testClasses() {
        return Path.of("target", "test-classes").toAbsolutePath().toString();
    }

    private Run java(List<String> arguments) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(arguments);
        Path output = dir.resolve("output");
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
