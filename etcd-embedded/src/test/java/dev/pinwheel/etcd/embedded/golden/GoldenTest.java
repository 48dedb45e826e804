package dev.pinwheel.etcd.embedded.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinwheel.etcd.embedded.EmbeddedEtcd;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What a real etcd answered, step by step. */
final class GoldenTest {
    @TestFactory
    Stream<DynamicTest> everyRecordedScenario_isAnsweredAlike() throws IOException, URISyntaxException {
        URL folder = Objects.requireNonNull(GoldenTest.class.getResource("/golden"), "no goldens");
        List<Path> files;
        try (Stream<Path> all = Files.list(Path.of(folder.toURI()))) {
            files = all.sorted().toList();
        }
        assertThat(files).hasSizeGreaterThan(70);
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> replay(file)));
    }

    private static void replay(Path file) throws IOException, InterruptedException {
        Map<String, Object> scenario = Player.map(JsonValues.parse(Files.readString(file)));
        Map<String, Object> needs = Player.map(scenario.getOrDefault("requires", Map.of()));
        int members = ((Long) needs.getOrDefault("members", 1L)).intValue();
        OffsetClock clock = new OffsetClock();
        try (EmbeddedEtcd etcd =
                        EmbeddedEtcd.builder().members(members).clock(clock).start();
                Player player = new Player(etcd, clock)) {
            if (!needs.containsKey("fresh")) {
                player.prime();
            }
            player.begin();
            List<?> steps = (List<?>) scenario.get("steps");
            for (int number = 1; number <= steps.size(); number++) {
                Map<String, Object> step = Player.map(steps.get(number - 1));
                assertThat(player.play(step))
                        .as("step %d: %s", number, step.get("request"))
                        .isEmpty();
            }
        }
    }
}
