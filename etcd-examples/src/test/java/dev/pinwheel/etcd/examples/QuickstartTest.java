package dev.pinwheel.etcd.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class QuickstartTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @ParameterizedTest
    @FieldSource("dev.pinwheel.etcd.examples.Stacks#ALL")
    void onEmbeddedMembers_itShowsAllItsScenes_andExitsWith0(String transport) {
        int code = run("--transport", transport);

        assertThat(err.toString(UTF_8)).isEmpty();
        assertThat(code).isZero();
        assertThat(out.toString(UTF_8))
                .contains("/foo has the value bar")
                .contains("Key not found: /quickstart (code 100")
                .contains("isKeyNotFound: true")
                .contains("no endpoint answered PUT /v2/keys/foo (2 of 2 tried, outcome NOT_APPLIED)")
                .contains("  1. http://127.0.0.1:")
                .contains("  2. http://127.0.0.1:")
                .contains("# Killing the member that the client prefers: http://127.0.0.1:")
                .contains("The next call was answered by another: action get")
                .contains("And so was the one after it, at once: action set");
    }

    @Test
    void theFailover_isAnsweredByAnotherMember() {
        run("--transport", "jetty");

        String text = out.toString(UTF_8);
        String killed = text.replaceAll("(?s).*the client prefers: (http://\\S+).*", "$1");
        String answered = text.replaceAll("(?s).*answered by another: .*?answered by (http://\\S+).*", "$1");
        assertThat(killed).startsWith("http://127.0.0.1:").isNotEqualTo(answered);
    }

    @Test
    @Tag("real-etcd")
    void onARealCluster_itShowsAllButTheKilling_andExitsWith0() {
        try (RealEtcd etcd = RealEtcd.start(1, "--enable-v2")) {
            int code = run("--endpoints", String.join(",", etcd.endpoints()), "--transport", "jetty");

            assertThat(err.toString(UTF_8)).isEmpty();
            assertThat(code).isZero();
            assertThat(out.toString(UTF_8))
                    .contains("answered by " + etcd.endpoints()[0])
                    .contains("Key not found")
                    .contains("no endpoint answered")
                    .doesNotContain("Killing");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--help | 2 | usage: bin/quickstart",
                "--endpoints | 2 | option --endpoints has no value",
                "--endpoints localhost:2379 | 1 | did you mean http://localhost:2379 ?",
                "--endpoints http://127.0.0.1:1 --transport jetty | 1 | no endpoint answered PUT /v2/keys/foo",
                "--transport carrier-pigeon | 1 | no etcd transport named \"carrier-pigeon\"",
            })
    void whatIsWrong_isExplained_andTheCodeIsNot0(String args, int code, String message) {
        assertThat(run(args.split(" "))).isEqualTo(code);
        assertThat(err.toString(UTF_8)).contains(message).doesNotContain("\tat ");
    }

    private int run(String... args) {
        return Quickstart.run(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), args);
    }
}
