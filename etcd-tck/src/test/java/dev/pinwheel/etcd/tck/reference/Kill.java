package dev.pinwheel.etcd.tck.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinwheel.etcd.tck.rule.Rule;
import dev.pinwheel.etcd.tck.rule.RuleBroken;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.Event;

/**
 * What the suite found wrong with one flawed transport.
 *
 * @param flaw what is wrong with it
 * @param broken the rules that failed, with the tests that said so
 * @param strange failures that name no rule
 */
record Kill(Flaw flaw, Map<Rule, Set<String>> broken, Set<String> strange) {

    static Kill of(Flaw flaw, EngineExecutionResults results) {
        Map<Rule, Set<String>> broken = new EnumMap<>(Rule.class);
        Set<String> strange = new LinkedHashSet<>();
        results.allEvents().failed().stream().forEach(event -> {
            Throwable thrown = event.getRequiredPayload(TestExecutionResult.class)
                    .getThrowable()
                    .orElseThrow();
            if (thrown instanceof RuleBroken named) {
                named.rules()
                        .forEach(rule -> broken.computeIfAbsent(rule, any -> new LinkedHashSet<>())
                                .add(testOf(event)));
            } else {
                strange.add(testOf(event) + ": " + thrown);
            }
        });
        if (results.testEvents().started().count() == 0) {
            strange.add("no test has run");
        }
        return new Kill(flaw, broken, strange);
    }

    private static String testOf(Event event) {
        return event.getTestDescriptor()
                .getSource()
                .filter(MethodSource.class::isInstance)
                .map(source -> ((MethodSource) source).getMethodName())
                .orElseGet(() -> event.getTestDescriptor().getDisplayName());
    }

    /** What is expected of the suite: these rules and no others. */
    void check() {
        assertThat(strange).as("failures that name no rule").isEmpty();
        assertThat(rules()).as("the rules that fail, by %s", broken).containsExactlyInAnyOrderElementsOf(flaw.breaks());
    }

    /** Whether more fails than the flaw breaks, as it does too when the machine is too busy for the suite's haste. */
    boolean hasSurplus() {
        return !strange.isEmpty() || !flaw.breaks().containsAll(rules());
    }

    Set<Rule> rules() {
        return broken.isEmpty() ? Set.of() : EnumSet.copyOf(broken.keySet());
    }
}
