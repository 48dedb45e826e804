package dev.pinwheel.etcd.tck.rule;

import java.io.Serial;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.opentest4j.AssertionFailedError;

/** A transport has broken a rule: the message has the rule, what was seen, and what to check. */
public final class RuleBroken extends AssertionFailedError {
    @Serial
    private static final long serialVersionUID = 1L;

    private final EnumSet<Rule> rules;

    /**
     * Describes what was seen.
     *
     * @param rules the broken rules, one at least
     * @param seen what happened
     * @param cause where it was noticed
     */
    public RuleBroken(Set<Rule> rules, String seen, Throwable cause) {
        super(message(rules, seen), cause);
        this.rules = EnumSet.copyOf(rules);
    }

    /**
     * Which rules are broken.
     *
     * @return one at least
     */
    public Set<Rule> rules() {
        return EnumSet.copyOf(rules);
    }

    private static String message(Set<Rule> rules, String seen) {
        return rules.stream()
                .sorted()
                .map(rule -> rule.id() + ": " + rule.sentence() + "\n  check: " + rule.hint())
                .collect(Collectors.joining("\n", "", "\n  seen: " + seen));
    }
}
