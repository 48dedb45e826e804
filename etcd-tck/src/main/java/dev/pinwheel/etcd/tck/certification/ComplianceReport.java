package dev.pinwheel.etcd.tck.certification;

import dev.pinwheel.etcd.spi.Capability;
import dev.pinwheel.etcd.tck.rule.Level;
import dev.pinwheel.etcd.tck.rule.Rule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says, rule by rule, what was tried and what came of it, in Markdown. */
final class ComplianceReport {

    private enum State {
        PASSED,
        FAILED,
        SKIPPED,
        NOT_APPLICABLE,
        NOT_RUN
    }

    private final Results results;
    private final Settings settings;

    ComplianceReport(Results results) {
        this.results = results;
        this.settings = results.settings();
    }

    void publish() {
        Path file = settings.reports().resolve(settings.factory().name() + ".md");
        try {
            Files.createDirectories(settings.reports());
            Files.writeString(file, markdown());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        System.out.println("etcd-tck: " + settings.factory().name() + " is " + verdict() + " (" + file + ")");
    }

    String markdown() {
        return "# Transport \"" + settings.factory().name() + "\": " + verdict() + "\n\n"
                + "Capabilities: " + capabilities() + ". Time factor "
                + settings.patience().factor() + ", seed "
                + settings.seed() + (settings.scale() ? ", at scale" : ", without scale") + ", Java "
                + Runtime.version() + ", " + seconds(results.age()) + ".\n\n"
                + "| rule | what it says | binds | result | time |\n|---|---|---|---|---|\n"
                + Arrays.stream(Rule.values()).map(this::row).collect(Collectors.joining())
                + failures();
    }

    private String capabilities() {
        String declared = settings.factory().capabilities().stream()
                .sorted()
                .map(Capability::name)
                .collect(Collectors.joining(", "));
        return declared.isEmpty() ? "none" : declared;
    }

    private String row(Rule rule) {
        Duration time = Stream.concat(results.passed(rule).stream(), results.failed(rule).stream())
                .map(entry -> entry.trial().took())
                .reduce(Duration.ZERO, Duration::plus);
        return "| " + rule.id() + " | " + rule.sentence() + " | "
                + rule.level().name().toLowerCase(Locale.ROOT) + " | " + result(rule) + " | " + seconds(time) + " |\n";
    }

    private String result(Rule rule) {
        int passed = results.passed(rule).size();
        return switch (state(rule)) {
            case PASSED -> "passed " + passed;
            case FAILED -> "**failed " + results.failed(rule).size() + "**, passed " + passed;
            case SKIPPED -> "skipped: " + settings.skips().get(rule);
            case NOT_APPLICABLE -> "not applicable";
            case NOT_RUN -> "not run";
        };
    }

    private State state(Rule rule) {
        if (settings.skips().containsKey(rule)) {
            return State.SKIPPED;
        }
        if (!results.failed(rule).isEmpty()) {
            return State.FAILED;
        }
        if (!results.passed(rule).isEmpty()) {
            return State.PASSED;
        }
        boolean declared =
                rule != Rule.T2_8 || settings.factory().capabilities().contains(Capability.CALLER_RUNS);
        return declared ? State.NOT_RUN : State.NOT_APPLICABLE;
    }

    private String verdict() {
        String broken = required(State.FAILED);
        String skipped = required(State.SKIPPED);
        String missing = required(State.NOT_RUN);
        if (!broken.isEmpty() || !skipped.isEmpty()) {
            return "not compliant" + list(": breaks ", broken) + list(": skips ", skipped);
        }
        if (!missing.isEmpty()) {
            return "not certified" + list(": without ", missing);
        }
        String deviations = Arrays.stream(Rule.values())
                .filter(rule -> state(rule) == State.FAILED || state(rule) == State.SKIPPED)
                .map(Rule::id)
                .collect(Collectors.joining(", "));
        return "compliant" + list(", but for ", deviations);
    }

    private String required(State state) {
        return Arrays.stream(Rule.values())
                .filter(rule -> rule.level() == Level.REQUIRED && state(rule) == state)
                .map(Rule::id)
                .collect(Collectors.joining(", "));
    }

    private static String list(String before, String rules) {
        return rules.isEmpty() ? "" : before + rules;
    }

    private String failures() {
        List<String> broken = Arrays.stream(Rule.values())
                .flatMap(rule -> results.failed(rule).stream()
                        .map(entry -> "### " + rule.id() + " in " + entry.test() + "\n\n```\n"
                                + entry.trial()
                                        .broken()
                                        .map(Throwable::getMessage)
                                        .orElse("") + "\n```\n"))
                .toList();
        return broken.isEmpty() ? "" : "\n## Failures\n\n" + String.join("\n", broken);
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }
}
