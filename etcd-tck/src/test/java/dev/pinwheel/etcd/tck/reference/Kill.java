package dev.pinwheel.etcd.tck.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinwheel.etcd.tck.rule.Rule;
import dev.pinwheel.etcd.tck.rule.RuleBroken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.Event;

/**
 * What the suite found wrong with one flawed transport.
 *
 * @param flaw what is wrong with it
 * @param broken the rules that failed, with the tests that said so
 * @param strange failures that name no rule
 * @param took how long the suite ran
 */
record Kill(Flaw flaw, Map<Rule, List<String>> broken, List<String> strange, Duration took) {

    static Kill of(Flaw flaw, EngineExecutionResults results, long nanos) {
        Map<Rule, List<String>> broken = new EnumMap<>(Rule.class);
        List<String> strange = new ArrayList<>();
        results.allEvents().failed().stream().forEach(event -> {
            Throwable thrown = event.getRequiredPayload(TestExecutionResult.class)
                    .getThrowable()
                    .orElseThrow();
            if (isByChance(event)) {
                return; // A script may or may not meet with the flaw.
            }
            if (thrown instanceof RuleBroken named) {
                named.rules()
                        .forEach(rule -> broken.computeIfAbsent(rule, any -> new ArrayList<>())
                                .add(testOf(event)));
            } else {
                strange.add(testOf(event) + ": " + thrown);
            }
        });
        if (results.testEvents().started().count() == 0) {
            strange.add("no test has run");
        }
        return new Kill(flaw, broken, strange, Duration.ofNanos(nanos));
    }

    private static boolean isByChance(Event event) {
        return event.getTestDescriptor().getUniqueId().toString().contains("T2_T3_Scripts");
    }

    private static String testOf(Event event) {
        return event.getTestDescriptor()
                        .getParent()
                        .map(parent -> parent.getDisplayName() + " ")
                        .orElse("")
                + event.getTestDescriptor().getDisplayName();
    }

    /** What is expected of the suite: these rules and no others. */
    void check() {
        assertThat(strange).as("failures that name no rule").isEmpty();
        assertThat(broken.keySet())
                .as("the rules that fail, by %s", broken)
                .containsExactlyInAnyOrderElementsOf(flaw.breaks());
    }

    Set<Rule> rules() {
        return broken.isEmpty() ? Set.of() : EnumSet.copyOf(broken.keySet());
    }
}
