package dev.pinwheel.etcd.tck.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pinwheel.etcd.tck.bench.Bench;
import dev.pinwheel.etcd.tck.bench.Carrier;
import dev.pinwheel.etcd.tck.bench.Patience;
import dev.pinwheel.etcd.tck.rule.Rule;
import dev.pinwheel.etcd.tck.rule.RuleBroken;
import dev.pinwheel.etcd.tck.script.ScriptProperty;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Random scripts find flaws, and show the smallest that does and how to repeat it. */
class FlawedScriptsTest {
    private static final long SEED = 42;

    @ParameterizedTest
    @CsvSource({"DELIVERS_WITHOUT_DEMAND, T3.4", "HIDES_TRUNCATION, T3.11", "SIGNALS_EMPTY_CHUNKS, T3.6"})
    void aFlaw_isShownByASmallScript(Flaw flaw, String rule) throws Exception {
        RuleBroken broken = find(flaw);
        assertThat(broken.rules()).containsExactly(Rule.of(rule));
        assertThat(script("smallest", broken)).hasSizeLessThanOrEqualTo(4);
    }

    @Test
    void aFlaw_isFoundAgain_byTheSeedThatItsFailureShows() throws Exception {
        RuleBroken broken = find(Flaw.HIDES_TRUNCATION);
        assertThat(broken).hasMessageContaining("of seed " + SEED);
        assertThat(script("first", find(Flaw.HIDES_TRUNCATION))).isEqualTo(script("first", broken));
    }

    private static RuleBroken find(Flaw flaw) throws Exception {
        try (Bench bench =
                new Bench(new ReferenceTransportFactory(Flaws.only(flaw)), Patience.NORMAL, Carrier.TRANSPORT)) {
            ScriptProperty scripts = new ScriptProperty(SEED, bench);
            return catchThrowableOfType(RuleBroken.class, () -> scripts.check(400, Duration.ofSeconds(60)));
        }
    }

    /** Its head and its steps, a line each. */
    private static List<String> script(String which, RuleBroken broken) {
        return String.valueOf(broken.getMessage())
                .lines()
                .dropWhile(line -> !line.startsWith("  " + which + " script:"))
                .takeWhile(line -> line.startsWith("    ") || line.startsWith("  " + which))
                .toList();
    }
}
