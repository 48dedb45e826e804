package dev.pinwheel.etcd.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pinwheel.etcd.embedded.command.EmbeddedEtcdCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** An embedded cluster in a process of its own, so that a test sees what the client alone takes. */
final class EmbeddedProcess implements AutoCloseable {
    private static final String READY = "ready ";

    private final Process process;
    private final List<String> endpoints;

    private EmbeddedProcess(Process process, List<String> endpoints) {
        this.process = process;
        this.endpoints = endpoints;
    }

    static EmbeddedProcess start(int members) {
        try {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            EmbeddedEtcdCommand.class.getName(),
                            "--members",
                            Integer.toString(members))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String line = process.inputReader(UTF_8).readLine();
            if (line == null || !line.startsWith(READY)) {
                process.destroyForcibly();
                throw new IllegalStateException("the embedded cluster did not start, but said: " + line);
            }
            return new EmbeddedProcess(
                    process, List.of(line.substring(READY.length()).split(",", -1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String[] endpoints() {
        return endpoints.toArray(String[]::new);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
