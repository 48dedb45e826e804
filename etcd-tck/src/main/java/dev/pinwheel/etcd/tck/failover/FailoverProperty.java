package dev.pinwheel.etcd.tck.failover;

import dev.pinwheel.etcd.spi.TransportFactory;
import dev.pinwheel.etcd.tck.bench.Patience;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.SplittableRandom;

/** For every script, the invariants hold; the smallest script found that breaks one is shown. */
public final class FailoverProperty {
    private static final Duration SHRINKING = Duration.ofSeconds(20);
    private static final int PLAYS = 3; // What breaks only sometimes is tried again before it counts as sound.

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
        Script smallest = first;
        String broken = found;
        long started = System.nanoTime();
        Iterator<Script> simpler = smallest.simpler().iterator();
        while (simpler.hasNext() && System.nanoTime() - started < SHRINKING.toNanos()) {
            Script candidate = simpler.next();
            Optional<String> again = playAgain(candidate);
            if (again.isPresent()) {
                smallest = candidate;
                broken = again.get();
                simpler = smallest.simpler().iterator();
            }
        }
        return new AssertionError(broken + "\n  after " + sound + " sound scripts of seed " + seed
                + " (set etcd.tck.seed to repeat it)\n  smallest script: " + smallest + "\n  first script: " + first);
    }

    private Optional<String> playAgain(Script script) throws InterruptedException {
        Optional<String> broken = Optional.empty();
        for (int i = 0; i < PLAYS && broken.isEmpty(); i++) {
            broken = stage.play(script);
        }
        return broken;
    }
}
