package dev.pinwheel.etcd.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The table for those who know Go's etcd/client, "docs/from-go.md": generated from "from-go.txt", which names all of
 * Go's exported names and as ours only what exists.
 */
class FromGoTest {
    /** What is not there yet: take a name away when it comes. */
    private static final Set<String> PLANNED = Set.of();

    private static final List<String> PACKAGES = List.of("", ".keys", ".members", ".auth", ".stats", ".spi");
    private static final Path RESOURCES = Path.of("src/test/resources");
    private static final Path TABLE = Path.of("../docs/from-go.md");

    /** One name of Go's, what it is here, and a word on the difference. */
    private record Row(String go, List<String> ours, String note) {
        static Row parse(String line) {
            String[] cells = line.split("\\|", -1);
            assertThat(cells).as(line).hasSize(3);
            return new Row(cells[0].strip(), List.of(cells[1].strip().split(", ")), cells[2].strip());
        }

        String asMarkdown() {
            List<String> names = ours.stream()
                    .map(name -> "`" + name.replace('#', '.') + "`" + (PLANNED.contains(name) ? " (to come)" : ""))
                    .toList();
            return "| `" + go + "` | " + String.join(", ", names) + " | " + note + " |";
        }
    }

    @Test
    void everyNameOfGo_hasOneRow() throws IOException {
        assertThat(rows().map(Row::go))
                .containsExactlyInAnyOrderElementsOf(Files.readAllLines(RESOURCES.resolve("go-client-names.txt")));
    }

    @Test
    void everyNameOfOurs_exists() throws IOException {
        assertThat(rows().flatMap(row -> row.ours().stream()).distinct())
                .allSatisfy(name -> assertThat(exists(name))
                        .as(name + (PLANNED.contains(name) ? " has come: take it out of PLANNED" : " is missing"))
                        .isEqualTo(!PLANNED.contains(name)));
    }

    @Test
    void theTable_isTheGeneratedOne() throws IOException {
        String generated = generate();
        Path copy = Files.createDirectories(Path.of("target")).resolve("from-go.md");
        Files.writeString(copy, generated);

        assertThat(TABLE).as("copy %s there", copy.toAbsolutePath()).hasContent(generated);
    }

    private static String generate() throws IOException {
        StringBuilder text = new StringBuilder("""
                # From Go's etcd/client

                Every name that Go's v2 client (`go.etcd.io/etcd/client`, 3.4) exports, and what it is here. Generated from
                `etcd-examples/src/test/resources/from-go.txt`; a test checks that nothing is missing, and that ours exist.

                A context is a deadline (`EtcdClient.withDeadline`) and cancellation: an interrupt for blocking calls, `cancel` of
                the future for asynchronous ones. Errors are unchecked exceptions of one sealed family, `EtcdException`. Each
                blocking API has an asynchronous twin, whose name begins with `Async`.
                """);
        for (String line : lines().toList()) {
            if (line.startsWith("#")) {
                text.append("\n#").append(line).append("\n\n| Go | here | note |\n|---|---|---|\n");
            } else if (!line.isEmpty()) {
                text.append(Row.parse(line).asMarkdown()).append('\n');
            }
        }
        return text.toString();
    }

    private static Stream<Row> rows() throws IOException {
        return lines().filter(line -> !line.isEmpty() && !line.startsWith("#")).map(Row::parse);
    }

    private static Stream<String> lines() throws IOException {
        return Files.readAllLines(RESOURCES.resolve("from-go.txt")).stream();
    }

    private static boolean exists(String name) {
        String[] parts = name.split("#", 2);
        Optional<Class<?>> type = PACKAGES.stream()
                .flatMap(where -> find("dev.pinwheel.etcd" + where + "." + parts[0].replace('.', '$')))
                .findFirst();
        return type.isPresent() && (parts.length == 1 || hasMember(type.get(), parts[1]));
    }

    private static Stream<Class<?>> find(String name) {
        try {
            return Stream.of(Class.forName(name));
        } catch (ClassNotFoundException elsewhere) {
            return Stream.empty();
        }
    }

    private static boolean hasMember(Class<?> type, String member) {
        return Arrays.stream(type.getMethods()).map(Method::getName).anyMatch(member::equals)
                || Arrays.stream(type.getFields()).map(Field::getName).anyMatch(member::equals);
    }
}
