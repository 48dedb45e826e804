package dev.pinwheel.etcd.tck.script;

import dev.pinwheel.etcd.tck.bench.Bench;
import dev.pinwheel.etcd.tck.bench.Violation;
import dev.pinwheel.etcd.tck.rule.RuleBroken;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/** For every script, the signals are as the model says; the smallest script found that breaks it is shown. */
public final class ScriptProperty {
    private static final Duration SHRINKING = Duration.ofSeconds(15);
    private static final int PLAYS = 3; // What breaks only sometimes is tried again before it counts as sound.

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
     * @param tries how many
     * @throws RuleBroken if one breaks a rule
     * @throws InterruptedException if the thread is interrupted
     */
    public void check(int tries) throws InterruptedException {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < tries; i++) {
            Script script = Scripts.draw(random);
            Optional<Violation> violation = stage.play(script);
            if (violation.isPresent()) {
                throw broken(script, violation.get(), i);
            }
        }
    }

    private RuleBroken broken(Script first, Violation found, int tries) throws InterruptedException {
        Script smallest = first;
        Violation violation = found;
        long started = System.nanoTime();
        Iterator<Script> simpler = smallest.simpler().iterator();
        while (simpler.hasNext() && System.nanoTime() - started < SHRINKING.toNanos()) {
            Script candidate = simpler.next();
            Optional<Violation> again = playAgain(candidate);
            if (again.isPresent() && again.get().rule() == violation.rule()) {
                smallest = candidate;
                violation = again.get();
                simpler = smallest.simpler().iterator();
            }
        }
        String seen = violation.what() + "\n  after " + tries + " sound scripts of seed " + seed
                + " (set etcd.tck.seed to repeat it)\n  smallest script: " + smallest + "\n  first script: " + first;
        return new RuleBroken(Set.of(violation.rule()), seen, new AssertionError(violation.what()));
    }

    private Optional<Violation> playAgain(Script script) throws InterruptedException {
        Optional<Violation> violation = Optional.empty();
        for (int i = 0; i < PLAYS && violation.isEmpty(); i++) {
            violation = stage.play(script);
        }
        return violation;
    }
}
