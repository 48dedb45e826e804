package dev.pinwheel.etcd.tck.script;

import dev.pinwheel.etcd.tck.bench.Bench;
import dev.pinwheel.etcd.tck.bench.Violation;
import dev.pinwheel.etcd.tck.counterexample.Counterexample;
import dev.pinwheel.etcd.tck.rule.RuleBroken;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/** For every script, the signals are as the model says; the smallest script found that breaks it is shown. */
public final class ScriptProperty {
    private static final Duration SHRINKING = Duration.ofSeconds(15);

    private final long seed;
    private final Stage stage;

    /**
     * Prepares the property.
     *
     * @param seed of the first script
     * @param bench where scripts are played
     */
    public ScriptProperty(long seed, Bench bench) {
        this.seed = seed;
        this.stage = new Stage(bench);
    }

    /**
     * Plays scripts.
     *
     * @param tries how many, at the most
     * @param time after which no other is begun
     * @throws RuleBroken if one breaks a rule
     * @throws InterruptedException if the thread is interrupted
     */
    public void check(int tries, Duration time) throws InterruptedException {
        SplittableRandom random = new SplittableRandom(seed);
        long started = System.nanoTime();
        for (int i = 0; i < tries && System.nanoTime() - started < time.toNanos(); i++) {
            Script script = Scripts.draw(random);
            Optional<Violation> violation = stage.play(script);
            if (violation.isPresent()) {
                throw broken(script, violation.get(), i);
            }
        }
    }

    private RuleBroken broken(Script first, Violation found, int sound) throws InterruptedException {
        Counterexample<Script, Violation> smallest = new Counterexample<>(first, found)
                .shrunk(
                        Script::simpler,
                        script -> stage.play(script).filter(again -> again.rule() == found.rule()),
                        SHRINKING);
        String what = smallest.violation().what();
        return new RuleBroken(
                Set.of(found.rule()), what + "\n  " + smallest.inWords(first, sound, seed), new AssertionError(what));
    }
}
