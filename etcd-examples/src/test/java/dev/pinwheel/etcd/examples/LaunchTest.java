package dev.pinwheel.etcd.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinwheel.etcd.EtcdClient;
import dev.pinwheel.etcd.embedded.EmbeddedEtcd;
import dev.pinwheel.etcd.examples.Launch.Run;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The quickstart in a JVM of its own, on the paths that users have. */
class LaunchTest {
    private static final String MAIN = "dev.pinwheel.etcd.examples.Quickstart";
    private static final String SERVICE = "META-INF/services/dev.pinwheel.etcd.spi.TransportFactory";

    @TempDir
    private Path dir;

    @ParameterizedTest
    @FieldSource("dev.pinwheel.etcd.examples.Stacks#ALL")
    void onTheClassPath(String transport) {
        Run run = java(List.of("-cp", Launch.pathWithOnly(transport), MAIN));

        assertThat(run.output()).contains("/foo has the value bar");
        assertThat(run.code()).isZero();
    }

    @ParameterizedTest
    @FieldSource("dev.pinwheel.etcd.examples.Stacks#ALL")
    void onTheModulePath(String transport) {
        Run run = java(List.of(
                "-p",
                Launch.pathWithOnly(transport),
                "--add-modules",
                "dev.pinwheel.etcd.transport." + transport + ",dev.pinwheel.etcd.core",
                "-m",
                "dev.pinwheel.etcd.examples/" + MAIN));

        assertThat(run.output()).contains("/foo has the value bar");
        assertThat(run.code()).isZero();
    }

    @Test
    void withoutAnyTransport_theErrorListsThem() {
        Run run = java(List.of("-cp", Launch.path(entry -> !entry.contains("etcd-transport-")), MAIN));

        assertThat(run.output())
                .contains("no etcd transport on the path")
                .contains("etcd-transport-apache, etcd-transport-okhttp and etcd-transport-jetty");
        assertThat(run.code()).isEqualTo(1);
    }

    @Test
    void withoutTheEngine_theErrorListsTheTransportsThatBringIt() {
        Run run = java(List.of(
                "-cp", Launch.path(entry -> !entry.contains("etcd-transport-") && !entry.contains("etcd-core")), MAIN));

        assertThat(run.output()).contains("no etcd transport on the path").contains("which brings the engine along");
        assertThat(run.code()).isEqualTo(1);
    }

    @Test
    void withTwoTransports_theErrorNamesBothJars_andTheWaysOut() {
        String both = Launch.path(entry -> !entry.contains("etcd-transport-jetty"));

        Run run = java(List.of("-cp", both, MAIN));

        assertThat(run.output())
                .contains("2 etcd transports on the path")
                .contains("\"apache\" (/")
                .contains("\"okhttp\" (/")
                .contains("etcd-transport-apache")
                .contains("etcd-transport-okhttp")
                .contains("choose in the builder: transport(\"");
        assertThat(run.code()).isEqualTo(1);
        assertThat(java(List.of("-cp", both, MAIN, "--transport", "okhttp")).code())
                .isZero();
    }

    @Test
    void aTransportOfOnesOwn_isFoundBesideTheOthers() throws IOException {
        Path service = dir.resolve(SERVICE);
        Files.createDirectories(service.getParent());
        Files.writeString(service, AnotherTransport.class.getName());
        String both = String.join(File.pathSeparator, Launch.pathWithOnly("jetty"), dir.toString(), testClasses());

        Run run = java(List.of("-cp", both, MAIN));

        assertThat(run.output()).contains("\"another\" (/").contains("test-classes");
        assertThat(run.code()).isEqualTo(1);
    }

    @Test
    void theExampleOfTheReadme_runs_withOneTransportOnThePath() {
        try (EmbeddedEtcd cluster = EmbeddedEtcd.start(3)) {
            String[] endpoints = cluster.endpoints().stream().map(URI::toString).toArray(String[]::new);
            List<String> command = new ArrayList<>(
                    List.of("-cp", Launch.pathWithOnly("jetty"), "dev.pinwheel.etcd.examples.ReadmeExample"));
            command.addAll(List.of(endpoints));

            assertThat(java(command).code()).isZero();
            assertThat(java(command).code()).isZero();

            try (EtcdClient etcd = Stacks.client().endpoints(endpoints).build()) {
                assertThat(etcd.keys().get("/config/greeting").node().value()).isEqualTo("hello");
                assertThat(etcd.keys().get("/leader").node().value()).isEqualTo("me");
                assertThat(etcd.keys().get("/queue").node().nodes()).hasSize(2);
            }
        }
    }

    private Run java(List<String> arguments) {
        return Launch.java(dir.resolve("output"), arguments);
    }

    private static String testClasses() {
        return Path.of("target", "test-classes").toAbsolutePath().toString();
    }
}
