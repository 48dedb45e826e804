package dev.pinwheel.etcd.tck.counterexample;

import java.util.Optional;

/**
 * Plays a script, and says what it breaks.
 *
 * @param <S> the script
 * @param <V> what is broken
 */
@FunctionalInterface
public interface Play<S, V> {

    /**
     * Plays a script to its end.
     *
     * @param script what to do
     * @return empty when nothing is broken
     * @throws InterruptedException if the thread is interrupted
     */
    Optional<V> play(S script) throws InterruptedException;
}
