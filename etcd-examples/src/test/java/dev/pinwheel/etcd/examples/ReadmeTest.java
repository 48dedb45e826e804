package dev.pinwheel.etcd.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinwheel.etcd.EtcdClient;
import dev.pinwheel.etcd.embedded.EmbeddedEtcd;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReadmeTest {

    @Test
    void theExampleOfTheReadme_isTheOneThatRuns() throws IOException {
        String source = Files.readString(Path.of("src/main/java/dev/pinwheel/etcd/examples/ReadmeExample.java"));
        String ours = source.substring(source.indexOf("// README begins") + 16, source.indexOf("// README ends"));

        assertThat(Files.readString(Path.of("../README.md")))
                .contains("```java\n" + ours.stripIndent().strip() + "\n```");
    }

    @Test
    void theExampleOfTheReadme_runs() {
        try (EmbeddedEtcd cluster = EmbeddedEtcd.start(3)) {
            String[] endpoints = cluster.endpoints().stream().map(URI::toString).toArray(String[]::new);

            ReadmeExample.run(endpoints);
            ReadmeExample.run(endpoints);

            try (EtcdClient etcd = EtcdClient.builder().endpoints(endpoints).build()) {
                assertThat(etcd.keys().get("/config/greeting").node().value()).isEqualTo("hello");
                assertThat(etcd.keys().get("/leader").node().value()).isEqualTo("me");
                assertThat(etcd.keys().get("/queue").node().nodes()).hasSize(2);
            }
        }
    }
}
