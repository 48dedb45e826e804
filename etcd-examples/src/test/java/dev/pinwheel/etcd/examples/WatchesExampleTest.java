package dev.pinwheel.etcd.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pinwheel.etcd.CallCancelledException;
import dev.pinwheel.etcd.EtcdClient;
import dev.pinwheel.etcd.embedded.EmbeddedEtcd;
import dev.pinwheel.etcd.keys.KeysResponse;
import dev.pinwheel.etcd.keys.WatchPosition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchesExampleTest {

    @Test
    void theExampleOfTheDocument_isTheOneThatRuns() throws IOException {
        String source = Files.readString(Path.of("src/main/java/dev/pinwheel/etcd/examples/WatchesExample.java"));
        String ours =
                source.substring(source.indexOf("// watches.md begins") + 20, source.indexOf("// watches.md ends"));

        assertThat(Files.readString(Path.of("../docs/watches.md")))
                .contains("```java\n" + ours.stripIndent().strip() + "\n```");
    }

    @Test
    void W11_itGoesOn_whereItWas(@TempDir Path dir) throws IOException, InterruptedException {
        Path stored = dir.resolve("position");
        try (EmbeddedEtcd cluster = EmbeddedEtcd.start(1);
                EtcdClient etcd = Stacks.client().endpoints(cluster.endpoints()).build()) {
            KeysResponse before = etcd.keys().set("/services/a", "1");
            Files.writeString(stored, new WatchPosition(before.clusterId(), before.index()).toString());
            follow(etcd, stored, etcd.keys().set("/services/a", "2"));

            follow(etcd, stored, etcd.keys().set("/services/b", "while nobody watched"));
        }
    }

    private static void follow(EtcdClient etcd, Path stored, KeysResponse change) throws InterruptedException {
        Thread thread = new Thread(
                () -> {
                    try {
                        WatchesExample.follow(etcd, stored);
                    } catch (CallCancelledException interrupted) {
                        // As it is meant to end.
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                "example");
        thread.start();
        await().until(() -> Files.readString(stored).endsWith("@" + change.index()));
        thread.interrupt();
        thread.join();
    }
}
