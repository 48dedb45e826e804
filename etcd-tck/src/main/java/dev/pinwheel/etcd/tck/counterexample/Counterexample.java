package dev.pinwheel.etcd.tck.counterexample;

import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A script that breaks something.
 *
 * @param script what was done
 * @param violation what it broke
 * @param <S> the script
 * @param <V> what is broken
 */
public record Counterexample<S, V>(S script, V violation) {
    private static final int PLAYS = 3; // What breaks only sometimes is tried again before it counts as sound.

    /**
     * Goes on to a simpler script as long as there is one that breaks something too.
     *
     * @param simpler what is tried in place of a script, the simplest first; each is smaller by some measure, so that
     *     it comes to an end
     * @param play says what a script breaks, of what counts here
     * @param time after which no other script is tried
     * @return the smallest that was found; this one when all simpler ones are sound
     * @throws InterruptedException if the thread is interrupted
     */
    public Counterexample<S, V> shrunk(Function<S, Stream<S>> simpler, Play<S, V> play, Duration time)
            throws InterruptedException {
        Counterexample<S, V> smallest = this;
        long started = System.nanoTime();
        Iterator<S> candidates = simpler.apply(script).iterator();
        while (candidates.hasNext() && System.nanoTime() - started < time.toNanos()) {
            S candidate = candidates.next();
            Optional<V> again = playSeveralTimes(candidate, play);
            if (again.isPresent()) {
                smallest = new Counterexample<>(candidate, again.get());
                candidates = simpler.apply(candidate).iterator();
            }
        }
        return smallest;
    }

    private static <S, V> Optional<V> playSeveralTimes(S script, Play<S, V> play) throws InterruptedException {
        Optional<V> violation = Optional.empty();
        for (int i = 0; i < PLAYS && violation.isEmpty(); i++) {
            violation = play.play(script);
        }
        return violation;
    }

    /**
     * Says where it comes from.
     *
     * @param first the script that this was shrunk from
     * @param sound how many were played before that one
     * @param seed of the first of those
     * @return some lines
     */
    public String inWords(S first, int sound, long seed) {
        return "after " + sound + " sound scripts of seed " + seed
                + " (set etcd.tck.seed to repeat it)\n  smallest script: " + script + "\n  first script: " + first;
    }
}
