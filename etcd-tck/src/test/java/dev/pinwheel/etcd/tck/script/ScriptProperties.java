package dev.pinwheel.etcd.tck.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinwheel.etcd.tck.counterexample.Counterexample;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** How scripts are drawn and shrunk, tried without any transport. */
class ScriptProperties {
    private static final Duration AS_LONG_AS_IT_TAKES = Duration.ofMinutes(1);

    @Property(tries = 200)
    void theSameSeed_drawsTheSameScripts(@ForAll long seed) {
        SplittableRandom one = new SplittableRandom(seed);
        SplittableRandom other = new SplittableRandom(seed);
        for (int i = 0; i < 5; i++) {
            assertThat(Scripts.draw(one)).isEqualTo(Scripts.draw(other));
        }
    }

    @Property(tries = 200)
    void everySimplerScript_isSmaller_soThatShrinkingEnds(@ForAll long seed) {
        Script script = Scripts.draw(new SplittableRandom(seed));
        assertThat(script.simpler())
                .allSatisfy(simpler -> assertThat(weight(simpler)).isLessThan(weight(script)));
    }

    /** The bug is in any answer of 100 bytes and more that is ended by RST. */
    @Property(tries = 200)
    void whateverBreaks_isShrunkToTheSmallestScript(@ForAll long seed) throws InterruptedException {
        Script script = Scripts.draw(new SplittableRandom(seed));
        if (!breaks(script)) {
            return;
        }
        Script smallest = new Counterexample<>(script, "bug")
                .shrunk(
                        Script::simpler,
                        any -> breaks(any) ? Optional.of("bug") : Optional.empty(),
                        AS_LONG_AS_IT_TAKES)
                .script();
        assertThat(smallest.steps()).last().isEqualTo(new Step.End(Step.Finish.BY_RST));
        assertThat(smallest.length()).isBetween(100, 199);
        assertThat(smallest.demandInside()).isZero();
        assertThat(smallest.framing()).isEqualTo(Script.Framing.LENGTH);
    }

    private static boolean breaks(Script script) {
        return script.length() >= 100 && script.finish().equals(Optional.of(Step.Finish.BY_RST));
    }

    /** Shorter weighs more than plainer, and plainer more than smaller. */
    private static double weight(Script script) {
        double weight = script.demandInside() + (script.framing() == Script.Framing.LENGTH ? 0 : 1);
        for (Step step : script.steps()) {
            weight += 100;
            if (step instanceof Step.Write write) {
                weight += write.bytes() / 1e6;
            } else if (step instanceof Step.Request request) {
                weight += Math.log((double) request.chunks()) / 1e3;
            }
        }
        return weight;
    }
}
