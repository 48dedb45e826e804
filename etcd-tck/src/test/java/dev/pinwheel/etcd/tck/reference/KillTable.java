package dev.pinwheel.etcd.tck.reference;

import dev.pinwheel.etcd.tck.rule.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which flaw fails which rules by which tests, in Markdown. */
record KillTable(List<Kill> kills) {
    private static final int MOST_TESTS = 3;

    void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, markdown());
    }

    private String markdown() {
        return "| breaks | a transport that … | the suite says | by |\n|---|---|---|---|\n"
                + kills.stream()
                        .sorted(Comparator.comparing(Kill::flaw))
                        .map(KillTable::row)
                        .collect(Collectors.joining());
    }

    private static String row(Kill kill) {
        Set<String> tests = kill.broken().values().stream()
                .flatMap(Collection::stream)
                .collect(Collectors.toCollection(TreeSet::new));
        String by =
                tests.stream().limit(MOST_TESTS).map(test -> "`" + test + "`").collect(Collectors.joining(", "));
        String more = tests.size() > MOST_TESTS ? " and " + (tests.size() - MOST_TESTS) + " more" : "";
        String strange =
                kill.strange().isEmpty() ? "" : " **and** " + kill.strange().size() + " that name no rule";
        return "| " + list(kill.flaw().breaks()) + " | " + kill.flaw().inWords() + " | " + list(kill.rules()) + strange
                + " | " + by + more + " |\n";
    }

    private static String list(Collection<Rule> rules) {
        return rules.stream().sorted().map(Rule::id).collect(Collectors.joining(", "));
    }
}
