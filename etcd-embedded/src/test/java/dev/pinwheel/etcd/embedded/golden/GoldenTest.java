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
    private static final String ESCAPES =
            "the JDK's server answers a malformed percent escape itself, with a page of its own";
    private static final String GOODBYES =
            "the JDK's server does not say that the client of a watch has gone; the watch ends at its next event";

    /** Steps that cannot match yet, by scenario and number from 1. A step that starts to match fails, to be removed. */
    private static final Map<String, Map<Integer, String>> DIFFERENT = Map.of(
            "error-codes", Map.of(14, ESCAPES),
            "odd-keys", Map.of(23, ESCAPES, 24, ESCAPES, 25, ESCAPES),
            "order-of-checks", Map.of(20, ESCAPES),
            "parameters", Map.of(30, ESCAPES, 34, ESCAPES),
            "stats-store-counts", Map.of(50, GOODBYES, 53, GOODBYES));

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
        Map<Integer, String> different = DIFFERENT.getOrDefault((String) scenario.get("name"), Map.of());
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
                List<String> differences = player.play(step);
                assertThat(differences.isEmpty())
                        .as("step %d: %s %s %s", number, step.get("request"), differences, different.get(number))
                        .isNotEqualTo(different.containsKey(number));
            }
        }
    }
}
