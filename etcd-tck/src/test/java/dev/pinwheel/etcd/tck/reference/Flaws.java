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

    boolean has(Flaw flaw) {
        return one.filter(flaw::equals).isPresent();
    }
}
