package dev.pinwheel.etcd.tck.reference;

import dev.pinwheel.etcd.tck.rule.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Which flaw fails which rules by which tests, in Markdown. */
record KillTable(List<Kill> kills) {

    void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, markdown());
    }

    private String markdown() {
        return "# What the suite finds wrong with flawed transports\n\n"
                + "| a transport that … | must fail | fails | by | time |\n|---|---|---|---|---|\n"
                + kills.stream().map(KillTable::row).collect(Collectors.joining());
    }

    private static String row(Kill kill) {
        String by = kill.broken().values().stream()
                .flatMap(Collection::stream)
                .distinct()
                .map(test -> test.replace('|', '/').replaceAll("\\s+", " "))
                .collect(Collectors.joining("; "));
        String strange =
                kill.strange().isEmpty() ? "" : " **and** " + kill.strange().size() + " that name no rule";
        return "| " + kill.flaw().inWords() + " | " + list(kill.flaw().breaks()) + " | " + list(kill.rules()) + strange
                + " | " + by + " | " + kill.took().toSeconds() + " s |\n";
    }

    private static String list(Collection<Rule> rules) {
        return rules.stream().sorted().map(Rule::id).collect(Collectors.joining(", "));
    }
}
