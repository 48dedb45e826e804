package dev.pinwheel.etcd.core.watch;

import dev.pinwheel.etcd.core.failover.EndpointRing;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where a watch polls; immutable.
 *
 * @param last who was asked last, if anybody was
 * @param left whom the watch has left since anybody answered: nobody is asked again before all others were, as calls
 *     have it (F3)
 */
record EndpointChoice(Optional<URI> last, Set<URI> left) {
    /** Nobody was asked yet. */
    static final EndpointChoice NONE = new EndpointChoice(Optional.empty(), Set.of());

    EndpointChoice {
        left = Set.copyOf(left);
    }

    /** Who is asked now. */
    URI uri() {
        return last.orElseThrow();
    }

    /** The same when who is asked now has answered. */
    EndpointChoice answered() {
        return left.isEmpty() ? this : new EndpointChoice(last, Set.of());
    }

    /** Whether nobody is left of the ring who was not asked since anybody answered. */
    boolean isRoundOver(EndpointRing ring) {
        return ring.endpoints().stream()
                .allMatch(endpoint -> left.contains(endpoint) || last.equals(Optional.of(endpoint)));
    }

    /**
     * Who is asked next. To stay is to leave a suspect all the same, if there is anybody else who is trusted. Elsewhere
     * are first those that are trusted, then the suspects, which may be all that is left alive (F14). A watch that is
     * new, or whose endpoint has left the ring, begins where calls do.
     */
    EndpointChoice next(Todo.Where where, EndpointRing ring) {
        int at = last.map(ring.endpoints()::indexOf).orElse(-1);
        if (at < 0) {
            return new EndpointChoice(Optional.of(ring.fromPin().get(0)), Set.of());
        }
        URI same = ring.endpoints().get(at);
        List<URI> others = others(at, ring);
        if (where == Todo.Where.STAY) {
            boolean isBetter = ring.suspects().contains(same)
                    && !others.isEmpty()
                    && !ring.suspects().contains(others.get(0));
            return new EndpointChoice(Optional.of(isBetter ? others.get(0) : same), Set.of());
        }
        Set<URI> nowLeft = new HashSet<>(left);
        nowLeft.add(same);
        if (nowLeft.containsAll(others)) {
            nowLeft = Set.of(same);
        }
        Set<URI> passed = nowLeft;
        Optional<URI> next =
                others.stream().filter(other -> !passed.contains(other)).findFirst();
        return new EndpointChoice(next.or(() -> last), nowLeft);
    }

    /**
     * The others in the order in which they are asked: from behind the last, so that watches spread; or from where
     * calls begin if the last is suspect, as that is somebody who has just answered healthy (F13).
     */
    private static List<URI> others(int at, EndpointRing ring) {
        URI same = ring.endpoints().get(at);
        EndpointRing from =
                ring.suspects().contains(same) ? ring : new EndpointRing(ring.endpoints(), at, ring.suspects());
        return from.fromPin().stream().filter(other -> !other.equals(same)).toList();
    }
}
