package dev.pinwheel.etcd.embedded.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pinwheel.etcd.embedded.EmbeddedEtcd;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EmbeddedEtcdCommandTest {

    private static Process run(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                Path.of("target", "classes").toString(),
                EmbeddedEtcdCommand.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    @Test
    void itSaysHowItIsUsed() throws IOException, InterruptedException {
        Process process = run("--help");
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(output.readLine()).startsWith("usage: bin/embedded-etcd [--members N]");
            assertThat(process.waitFor()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void itPrintsItsEndpoints_andRunsUntilItIsTerminated() throws IOException, InterruptedException {
        Process process = run("--members", "2");
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            String line = output.readLine();
            assertThat(line).matches("ready http://127\\.0\\.0\\.1:\\d+,http://127\\.0\\.0\\.1:\\d+");
            for (String url : line.substring("ready ".length()).split(",", -1)) {
                assertThat(status(URI.create(url + "/version"))).isEqualTo(200);
            }
            process.destroy(); // SIGTERM
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
    }

    private static int status(URI uri) throws IOException {
        return ((HttpURLConnection) uri.toURL().openConnection()).getResponseCode();
    }

    @Test
    void itListensWhereItIsTold() {
        int free;
        try (EmbeddedEtcd other = EmbeddedEtcd.start(1)) {
            free = other.endpoints().get(0).getPort();
        }
        try (EmbeddedEtcd cluster =
                CommandLine.parse("--port", Integer.toString(free)).start()) {
            assertThat(cluster.endpoints()).containsExactly(URI.create("http://127.0.0.1:" + free));
        }
    }

    @Test
    void tls_comesWithTheFilesThatAClientNeeds(@TempDir Path directory) throws Exception {
        Path files = directory.resolve("new");
        String[] arguments = {"--tls", files.toString(), "--client-cert-auth"};
        try (EmbeddedEtcd cluster = CommandLine.parse(arguments).start()) {
            URI version = cluster.endpoints().get(0).resolve("/version");
            assertThat(version).hasScheme("https");
            assertThat(PemClient.of(files).status(version)).isEqualTo(200);
            assertThatThrownBy(() -> PemClient.withoutCertificate(files).status(version))
                    .isInstanceOf(IOException.class);
        }
        assertThatThrownBy(() -> CommandLine.parse(arguments).start())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("ca.pem exists and is not overwritten");
    }

    @Test
    void tls_alone_asksClientsForNothing(@TempDir Path directory) throws Exception {
        try (EmbeddedEtcd cluster =
                CommandLine.parse("--tls", directory.toString()).start()) {
            URI version = cluster.endpoints().get(0).resolve("/version");
            assertThat(PemClient.withoutCertificate(directory).status(version)).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--halp | unknown option --halp",
                "--members | option --members has no value",
                "--members many | which is not a number",
                "--members 0 | members must be at least 1 but is 0",
                "--port 65536 | port is 65536; give one from 1 to 65535",
                "--tls | option --tls has no value",
                "--client-cert-auth | option --client-cert-auth needs --tls",
            })
    void aWrongCommandLine_isExplained(String args, String message) {
        assertThatThrownBy(() -> CommandLine.parse(args.split(" ", -1)).start())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
