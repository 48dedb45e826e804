package dev.pinwheel.etcd.tck.reference;

import java.util.Optional;

/**
 * What is wrong with a transport, asked for at the places where it makes a difference.
 *
 * @param one the flaw; none for the reference itself
 */
record Flaws(Optional<Flaw> one) {

    static Flaws none() {
        return new Flaws(Optional.empty());
    }

    static Flaws only(Flaw flaw) {
        return new Flaws(Optional.of(flaw));
    }

    /** Whether a cancelled exchange leaves its connection as it is. */
    boolean sparesConnections() {
        return has(Flaw.LEAVES_THE_CONNECTION_OPEN_AFTER_CANCEL) || has(Flaw.REUSES_A_DIRTY_CONNECTION);
    }

    boolean has(Flaw flaw) {
        return one.filter(flaw::equals).isPresent();
    }
}
