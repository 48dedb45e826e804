package dev.pinwheel.etcd.tck.failover;

import dev.pinwheel.etcd.spi.TransportFactory;
import dev.pinwheel.etcd.tck.bench.Patience;
import dev.pinwheel.etcd.tck.counterexample.Counterexample;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;

/** For every script, the invariants hold; the smallest script found that breaks one is shown. */
public final class FailoverProperty {
    private static final Duration SHRINKING = Duration.ofSeconds(20);

    private final long seed;
    private final Stage stage;

    private FailoverProperty(long seed, Stage stage) {
        this.seed = seed;
        this.stage = stage;
    }

    /**
     * The property of calls, and of what is left when the client is closed.
     *
     * @param seed of the first script
     * @param factory makes the transport under the client
     * @param patience how long to wait
     * @return the property
     */
    public static FailoverProperty leavingNothing(long seed, TransportFactory factory, Patience patience) {
        return new FailoverProperty(seed, new Stage(factory, patience, true));
    }

    /**
     * The property of calls alone.
     *
     * @param seed of the first script
     * @param factory makes the transport under the client
     * @param patience how long to wait
     * @return the property
     */
    public static FailoverProperty ofCallsOnly(long seed, TransportFactory factory, Patience patience) {
        return new FailoverProperty(seed, new Stage(factory, patience, false));
    }

    /**
     * Plays scripts until the time is over.
     *
     * @param time at least one script is played in any case
     * @return how many scripts were played
     * @throws AssertionError if one breaks an invariant
     * @throws InterruptedException if the thread is interrupted
     */
    public int check(Duration time) throws InterruptedException {
        SplittableRandom random = new SplittableRandom(seed);
        long started = System.nanoTime();
        int played = 0;
        do {
            Script script = Script.draw(random);
            Optional<String> broken = stage.play(script);
            if (broken.isPresent()) {
                throw failure(script, broken.get(), played);
            }
            played++;
        } while (System.nanoTime() - started < time.toNanos());
        return played;
    }

    private AssertionError failure(Script first, String found, int sound) throws InterruptedException {
        Counterexample<Script, String> smallest =
                new Counterexample<>(first, found).shrunk(Script::simpler, stage::play, SHRINKING);
        return new AssertionError(smallest.violation() + "\n  " + smallest.inWords(first, sound, seed));
    }
}
