package dev.pinwheel.etcd.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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
}
